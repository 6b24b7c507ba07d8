import { createHash } from 'node:crypto';
import {
  eventType,
  fieldsOf,
  Identifier,
  parseCloudEventType,
  PersonReference,
  streamName,
  type EventName,
  type Fact,
  type Field,
} from '#libs/cases';
import type { CloudEvent } from '../index.js';

type Content = Record<string, unknown>;

const token = (prefix: string, ...parts: readonly unknown[]): string =>
  `${prefix}_${createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 26)}`;

const birthOf = (number: string): string => {
  const [day, month, yy, digit] = [
    Number(number.slice(0, 2)),
    number.slice(2, 4),
    number.slice(4, 6),
    number.charAt(7),
  ];
  const late = '5678'.includes(digit) || ('49'.includes(digit) && Number(yy) <= 36);
  return `${late ? '20' : '19'}${yy}-${month}-${String(day > 60 ? day - 60 : day).padStart(2, '0')}`;
};

const sexOf = (digit: string): string => (Number(digit) % 2 ? 'male' : 'female');

/** Events as facts, as the log would give them: a stand-in for intake and vault, where a pseudonym is the number's hash. Duplicates are dropped. */
export function factsOf(events: readonly CloudEvent[]): Fact[] {
  const facts = new Map<string, Fact>();
  for (const event of events) {
    const fact = factOf(event, facts.size + 1);
    const key = `${fact.id} ${fact.stream}`;
    if (!facts.has(key)) facts.set(key, fact);
  }
  return [...facts.values()];
}

/** Our id of an event is the sender's own here. */
function factOf(event: CloudEvent, ordinal: number): Fact {
  const { name } = parseCloudEventType(event.type)!;
  const data = event.data as Content;
  const about = name === 'correction' || name === 'retraction';
  const root = eventType(about ? String(data['type']) : name)!;
  const content = name === 'correction' ? (data['content'] as Content) : data;
  const stored = storedContent(eventType(name)!.data, data, data);
  if (name === 'correction') stored['content'] = storedContent(root.data, content, content);
  const subject =
    root.family === 'reporter'
      ? 'self'
      : root.family === 'person'
        ? personOf(content['person'] as Content, content)['pseudonym']
        : token('c', content['reporter'], content['caseId']);
  const reporter = String(data['reporter']);
  return {
    ordinal,
    id: event.id,
    type: name as EventName,
    stream: streamName(root.family, reporter, String(subject)),
    family: root.family,
    reporter,
    subject: String(subject),
    system: 'made-up',
    recordedAt: '2030-01-01T00:00:00.000Z',
    data: stored as unknown as Fact['data'],
  };
}

function storedContent(type: new () => object, from: Content, content: Content): Content {
  const into: Content = {};
  for (const field of fieldsOf(type)) {
    if (from[field.name] !== undefined) into[field.name] = storedField(field, from[field.name], content);
  }
  return into;
}

function storedField(field: Field, value: unknown, content: Content): unknown {
  if (field.vaulted) return token(field.vaulted === 'case' ? 'c' : 't', content['reporter'], value);
  if (field.kind === 'parts') return (value as Content[]).map((one) => storedContent(field.type!(), one, content));
  if (field.kind !== 'part') return value;
  const part = field.type!();
  if (part === PersonReference || part === Identifier) return personOf(value as Content, content);
  return storedContent(part, value as Content, content);
}

function personOf(reference: Content, content: Content): Content {
  const { kind, number } = reference as { kind: string; number?: string };
  const caseId = reference['caseId'] ?? content['caseId'] ?? (content['person'] as Content)['caseId'];
  const scope = [content['reporter'], caseId, reference['childNumber'] ?? 1];
  if (kind === 'unborn') {
    const mother = personOf(reference['mother'] as Content, content);
    return { pseudonym: token('p', kind, ...scope), kind, mother };
  }
  if (kind === 'anonymous') {
    return { pseudonym: token('p', kind, number, ...scope), kind, sex: number!.endsWith('8') ? 'female' : 'male' };
  }
  const tells = kind === 'cpr' || kind === 'substitute';
  const attributes = tells ? { birthDate: birthOf(number!), sex: sexOf(number!.slice(-1)) } : {};
  return { pseudonym: token('p', kind, number), kind, ...attributes };
}
