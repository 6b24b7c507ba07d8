import type { AppendOutcome, AppendReceipt } from '../port.js';
import type { PreparedRequest } from './prepared.js';

/**
 * Requests and outcomes on their way between threads: the values of their objects one after the other in one list. To clone the objects
 * takes three times as long as to make them anew on the other side.
 */
export type Packed<T = never> = readonly (string | number | boolean | null | T)[];

/** Outcomes that say more than receipts go as they are: there are few. */
export type PackedOutcomes = Packed<AppendOutcome>;

export function packRequests(requests: Iterable<PreparedRequest>): Packed {
  const packed: (string | number | boolean)[] = [];
  for (const { stream, expected, counted, events } of requests) {
    packed.push(stream, expected, counted, events.length);
    for (const { id, type, version, recordedAt, content, middle, tail } of events)
      packed.push(id, type, version, recordedAt, content, middle, tail);
  }
  return packed;
}

export function unpackRequests(packed: Packed): PreparedRequest[] {
  const requests: PreparedRequest[] = [];
  let at = 0;
  const text = (): string => packed[at++] as string;
  const number = (): number => packed[at++] as number;
  while (at < packed.length) {
    const [stream, expected, counted] = [text(), packed[at++] as number | 'any', packed[at++] as boolean];
    const events = Array.from({ length: number() }, () => ({
      id: text(),
      type: text(),
      version: number(),
      recordedAt: number(),
      content: text(),
      middle: text(),
      tail: text(),
    }));
    requests.push({ stream, expected, counted, events });
  }
  return requests;
}

/** Without the ids, which whoever asked knows. */
export function packOutcomes(outcomes: readonly AppendOutcome[]): PackedOutcomes {
  const packed: (number | boolean | null | AppendOutcome)[] = [];
  for (const outcome of outcomes) {
    if (outcome.kind !== 'appended') packed.push(outcome);
    else for (const { revision, ordinal, duplicate } of outcome.receipts) packed.push(revision, ordinal, duplicate);
  }
  return packed;
}

/** @param requests those that the outcomes are of. */
export function unpackOutcomes(packed: PackedOutcomes, requests: Iterable<PreparedRequest>): AppendOutcome[] {
  const outcomes: AppendOutcome[] = [];
  let at = 0;
  for (const { events } of requests) {
    const first = packed[at];
    if (events.length > 0 && typeof first === 'object' && first !== null) {
      outcomes.push(first);
      at++;
      continue;
    }
    const receipts: AppendReceipt[] = [];
    for (const { id } of events) {
      const [revision, ordinal, duplicate] = [packed[at++], packed[at++], packed[at++]];
      receipts.push({ id, revision, ordinal, duplicate } as AppendReceipt);
    }
    outcomes.push({ kind: 'appended', receipts });
  }
  return outcomes;
}
