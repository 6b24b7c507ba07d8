import { eventType, parseCloudEventType, type EventType } from '#libs/cases';
import type { Knowledge } from '../knowledge.js';
import type { Incoming, Refusal } from '../port.js';
import { refuse } from '../refusals.js';
import { holdsCpr } from './cpr-misplaced.js';
import { safePointer } from './safe-pointer.js';
import type { Content } from './visit-fields.js';

/** What an envelope tells. A field is null where the envelope does not tell it in a form we take. */
export interface Envelope {
  readonly id: string | null;
  readonly type: EventType | null;
  readonly data: Content | null;
  readonly refusals: readonly Refusal[];
}

/** Letters, digits, marks, punctuation, symbols and inner spaces; no control characters. */
const printable = /^[\p{L}\p{N}\p{M}\p{P}\p{S}](?:[\p{L}\p{N}\p{M}\p{P}\p{S} ]{0,126}[\p{L}\p{N}\p{M}\p{P}\p{S}])?$/u;
const json = /^application\/json(?:\s*;\s*charset=utf-8)?$/i;

const isObject = (value: unknown): value is Content =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Reads a CloudEvents 1.0 envelope. Attributes we do not use (subject, time, extensions) are allowed and not kept, but may
 * not carry what no log line may; `source` must be there and is never trusted: who sends is told by the credential.
 */
export function readEnvelope(incoming: Incoming, knowledge: Knowledge): Envelope {
  if (!isObject(incoming)) return { id: null, type: null, data: null, refusals: [refuse('not-an-object', '')] };
  const refusals: Refusal[] = [];
  if (incoming.specversion !== '1.0') refusals.push(refuse('specversion', '/specversion'));
  if (typeof incoming.source !== 'string' || incoming.source === '') refusals.push(refuse('source', '/source'));
  const content = incoming.datacontenttype;
  if (content !== undefined && (typeof content !== 'string' || !json.test(content))) {
    refusals.push(refuse('datacontenttype', '/datacontenttype'));
  }
  const id = readId(incoming.id, knowledge, refusals);
  const type = readType(incoming.type, refusals);
  const data = isObject(incoming.data) ? incoming.data : null;
  if (!data) refusals.push(refuse('data-missing', '/data'));
  judgeAttributes(incoming, knowledge, refusals);
  return { id, type, data, refusals };
}

/** Attributes that are read, and judged where they are read. */
const ours = new Set(['specversion', 'id', 'type', 'datacontenttype', 'data']);
const attributeName = /^[a-z0-9]{1,40}$/;
/** Attributes whose digits are random or a moment: by chance one trace in some thousands reads as a CPR number. */
const harmless: Readonly<Record<string, RegExp>> = {
  time: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/,
  traceparent: /^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/,
};
/** Of an attribute that is not kept; CloudEvents says nothing of a length. */
const attributeLength = 1024;

/** The other attributes: CloudEvents' names and simple values, and no CPR number in either. */
function judgeAttributes(envelope: Content, knowledge: Knowledge, refusals: Refusal[]): void {
  for (const name in envelope) {
    const value = envelope[name];
    if (ours.has(name) || value === null || harmless[name]?.test(String(value))) continue;
    if (name === 'source' && typeof value !== 'string') continue; // refused already
    if (holdsCpr(name, knowledge) || (typeof value === 'string' && holdsCpr(value, knowledge))) {
      refusals.push(refuse('cpr-misplaced', safePointer('', name)));
    } else if (!attributeName.test(name) || !isSimple(value)) {
      refusals.push(refuse('attribute', safePointer('', name)));
    }
  }
}

/** A number could be a CPR number without its leading zero: only small ones are simple. */
const isSimple = (value: unknown): boolean =>
  typeof value === 'boolean' ||
  (typeof value === 'number' && Number.isSafeInteger(value) && Math.abs(value) < 100_000_000) ||
  (typeof value === 'string' && value.length <= attributeLength);

function readId(id: unknown, knowledge: Knowledge, refusals: Refusal[]): string | null {
  if (typeof id !== 'string' || id.length > 128 || !printable.test(id)) {
    refusals.push(refuse('id', '/id'));
    return null;
  }
  if (holdsCpr(id, knowledge)) {
    refusals.push(refuse('cpr-misplaced', '/id'));
    return null;
  }
  return id;
}

function readType(text: unknown, refusals: Refusal[]): EventType | null {
  const named = typeof text === 'string' ? parseCloudEventType(text) : undefined;
  const type = named && eventType(named.name);
  if (!named || !type) {
    refusals.push(refuse('type-unknown', '/type'));
    return null;
  }
  if (named.version !== type.version) {
    refusals.push(refuse('version-unknown', '/type', String(type.version)));
    return null;
  }
  return type;
}
