import { isDeepStrictEqual } from 'node:util';
import type { AppendOutcome, EventAppender, EventMetadata, EventReader, NewEvent } from '#libs/event-log';
import type { Refusal } from '../port.js';
import { refuse } from '../refusals.js';

/** An event ready for the log. */
export interface Ready {
  readonly stream: string;
  readonly eventId: string;
  readonly type: string;
  readonly version: number;
  readonly data: unknown;
  readonly metadata: EventMetadata;
  /** The revision its sender believes the stream to be at, -1 = none yet. */
  readonly expectedRevision?: number;
}

/** What became of it. */
export type Fate =
  | { readonly kind: 'stored'; readonly revision: number; readonly ordinal: number | null; readonly duplicate: boolean }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

interface Log {
  readonly appender: EventAppender;
  readonly reader: EventReader;
}

/** Indexes of events that go to the log as one atomic request. */
type Group = readonly number[];

/**
 * Appends a batch so that no event sinks another: what lies in one stream goes together, and when the log finds one of them in
 * conflict, that one is refused and the others go on their own. Resolved = durable. Fates in the order of the events.
 */
export async function appendDrafts(log: Log, events: readonly Ready[]): Promise<Fate[]> {
  const fates = new Array<Fate | undefined>(events.length);
  let groups = groupByStream(events);
  while (groups.length > 0) {
    const outcomes = await log.appender.append(groups.map((group) => requestOf(events, group)));
    const again: number[] = [];
    outcomes.forEach((outcome, at) => again.push(...settle(log, events, groups[at]!, outcome, fates)));
    // Alone, each of them is settled now: a stream of conflicts costs one more round, not one a conflict.
    groups = again.sort((one, other) => one - other).map((index) => [index]);
  }
  return fates as Fate[];
}

/**
 * One group a stream. An event that expects a revision goes alone, and so does a further event of an id that its stream's
 * group holds: the log then compares it with the first.
 */
function groupByStream(events: readonly Ready[]): Group[] {
  const streams = new Map<string, { group: number[]; ids: Set<string> }>();
  const alone: number[][] = [];
  events.forEach(({ stream, eventId, expectedRevision }, index) => {
    let held = streams.get(stream);
    if (!held) streams.set(stream, (held = { group: [], ids: new Set() }));
    if (expectedRevision !== undefined || held.ids.has(eventId)) alone.push([index]);
    else {
      held.ids.add(eventId);
      held.group.push(index);
    }
  });
  const groups = [...streams.values()].map(({ group }) => group).filter((group) => group.length > 0);
  return [...groups, ...alone];
}

function requestOf(events: readonly Ready[], group: Group) {
  const { stream, expectedRevision } = events[group[0]!]!;
  return {
    stream,
    expectedRevision:
      expectedRevision === undefined ? ('any' as const) : expectedRevision < 0 ? ('none' as const) : expectedRevision,
    events: group.map((index) => newEventOf(events[index]!)),
  };
}

const newEventOf = ({ eventId, type, version, data, metadata }: Ready): NewEvent => ({
  id: eventId,
  type,
  version,
  data,
  metadata,
});

/** Writes the fates an outcome tells; gives back the indexes that must be sent again, alone. */
function settle(
  log: Log,
  events: readonly Ready[],
  group: Group,
  outcome: AppendOutcome,
  fates: (Fate | undefined)[],
): number[] {
  if (outcome.kind === 'appended') {
    group.forEach((index, at) => {
      const { revision, ordinal, duplicate } = outcome.receipts[at]!;
      fates[index] = { kind: 'stored', revision, ordinal, duplicate };
    });
    return [];
  }
  if (outcome.kind === 'conflict') {
    const guilty = group.find((index) => events[index]!.eventId === outcome.eventId) ?? group[0]!;
    fates[guilty] = { kind: 'refused', refusal: refuse('id-reused', '/id') };
    return group.filter((index) => index !== guilty);
  }
  const index = group[0]!;
  fates[index] = resentOf(log.reader, events[index]!) ?? {
    kind: 'refused',
    refusal: refuse('expected-revision', '', String(outcome.actual)),
  };
  return [];
}

/** A resend whose own first arrival moved the revision is a duplicate, not a conflict of revisions. */
function resentOf(reader: EventReader, event: Ready): Fate | undefined {
  const [found] = reader.find(event.eventId, event.stream);
  if (!found) return undefined;
  const same =
    found.type === event.type &&
    found.version === event.version &&
    // Both as JSON would write them: members that are undefined do not count.
    isDeepStrictEqual(found.data, JSON.parse(JSON.stringify(event.data)));
  return same
    ? { kind: 'stored', revision: found.revision, ordinal: found.ordinal, duplicate: true }
    : { kind: 'refused', refusal: refuse('id-reused', '/id') };
}
