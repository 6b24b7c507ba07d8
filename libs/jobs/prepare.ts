import { guarded } from './guard.js';
import { isKind, jobId } from './job-id.js';
import { JobsError } from './jobs-error.js';
import type { AddOptions, JobRequest, JsonValue } from './port.js';

/** A request that was checked, with ids and canonical texts. */
export interface Prepared {
  readonly id: string;
  readonly kind: string;
  readonly data: JsonValue;
  /** Canonical JSON of `data`. */
  readonly text: string;
  readonly attempts: number;
  /** Milliseconds. */
  readonly backOff: number;
  readonly again: boolean;
  readonly children: readonly PreparedChild[];
}

export interface PreparedChild extends JobRequest {
  readonly id: string;
  readonly text: string;
}

/** Children of one job, and bytes of their data together. */
const mostChildren = 1000;
const mostChildBytes = 256 * 1024;

/** @throws JobsError `jobs.request-invalid`, `jobs.too-large`, `jobs.personal-data`. */
export function prepare(kinds: readonly string[], { kind, data }: JobRequest, options: AddOptions = {}): Prepared {
  assertDeclared(kinds, kind);
  const { attempts = 3, backOff = 1000, again = false } = options;
  if (!Number.isInteger(attempts) || attempts < 1 || attempts > 20)
    throw invalid('attempts are a whole number, 1 to 20');
  if (!Number.isInteger(backOff) || backOff < 1 || backOff > 60_000)
    throw invalid('a back-off is a whole number of milliseconds, 1 to 60 000');
  const text = guarded(data, 'data');
  const id = jobId(kind, text);
  const children = (options.children ?? []).map((child) => prepareChild(kinds, child, id));
  assertBounded(children);
  return { id, kind, data, text, attempts, backOff, again, children };
}

function prepareChild(kinds: readonly string[], { kind, data }: JobRequest, parent: string): PreparedChild {
  assertDeclared(kinds, kind);
  const text = guarded(data, 'data');
  return { id: jobId(kind, text, parent), kind, data, text };
}

function assertBounded(children: readonly PreparedChild[]): void {
  if (new Set(children.map(({ id }) => id)).size < children.length) throw invalid('no two children ask for the same');
  const bytes = children.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
  if (children.length > mostChildren || bytes > mostChildBytes)
    throw new JobsError(
      'jobs.too-large',
      `A job has at most ${mostChildren} children with ${mostChildBytes} bytes of data together. Split the request.`,
    );
}

/** @throws JobsError `jobs.request-invalid` for a kind that was not declared at opening. */
export function assertDeclared(kinds: readonly string[], kind: string): void {
  if (!kinds.includes(kind)) throw invalid('its kind is not among those declared at opening');
}

/** @throws JobsError `jobs.request-invalid` unless every kind is named in lower-case words. */
export function checkedKinds(kinds: readonly string[]): readonly string[] {
  if (!kinds.every(isKind)) throw invalid('a kind is lower-case letters and single hyphens, 40 at most');
  return [...new Set(kinds)];
}

const invalid = (what: string): JobsError =>
  new JobsError('jobs.request-invalid', `The job cannot be asked for: ${what}. Mend what asks.`);
