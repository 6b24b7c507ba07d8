import { isDeepStrictEqual } from 'node:util';
import type { AppendOutcome, AppendRequest, NewEvent } from '../../port.js';

/** The port's promises in their plainest form, to compare an engine with. */
export class LogModel {
  readonly log: { stream: string; revision: number; event: NewEvent }[] = [];

  append({ stream, expectedRevision, events }: AppendRequest): AppendOutcome {
    const known = this.log.filter((one) => one.stream === stream);
    const made: typeof known = [];
    const receipts = [];
    for (const event of events) {
      const held = [...known, ...made].find((one) => one.event.id === event.id);
      if (held && !isSame(held.event, event))
        return { kind: 'conflict', eventId: event.id, revision: known.includes(held) ? held.revision : -1 };
      const one = held ?? { stream, revision: known.length + made.length, event };
      if (!held) made.push(one);
      const ordinal = known.includes(one) ? this.log.indexOf(one) + 1 : this.log.length + made.indexOf(one) + 1;
      receipts.push({ id: event.id, revision: one.revision, ordinal, duplicate: held !== undefined });
    }
    const actual = known.length - 1;
    const wanted = expectedRevision === 'none' ? -1 : expectedRevision;
    if (made.length > 0 && wanted !== 'any' && wanted !== actual)
      return { kind: 'wrong-revision', expected: expectedRevision, actual };
    this.log.push(...made);
    return { kind: 'appended', receipts };
  }
}

const isSame = (one: NewEvent, other: NewEvent): boolean =>
  one.type === other.type && one.version === other.version && isDeepStrictEqual(one.data, other.data);
