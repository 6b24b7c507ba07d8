import { openEventStoreLog, openSqliteEventLog, type EventStoreLog, type OpenLog } from '#libs/event-log';
import type { HouseKind, HousePlace } from './data-directory.js';
import { HouseError } from './house-error.js';

/** The log of a house, and the event store it lies in where one is configured. */
export interface HouseLog {
  readonly log: OpenLog;
  readonly store: EventStoreLog | undefined;
}

/**
 * Opens the log in the data directory, or in the event store with its replica in the data directory.
 * @throws EventLogError.
 */
export async function openHouseLog(
  { data, eventStore }: HousePlace,
  onReplica: (head: number) => void,
  signal?: AbortSignal,
): Promise<HouseLog> {
  if (eventStore === undefined) return { log: await openSqliteEventLog({ directory: data }), store: undefined };
  const place = {
    connectionString: eventStore,
    replicaDirectory: data,
    onProgress: onReplica,
    ...(signal && { signal }),
  };
  const store = await openEventStoreLog(place);
  return { log: store, store };
}

/**
 * What the processes of one event store are together, demo or live: the first one says it for all.
 * @throws HouseError `data.kind-differs`.
 */
export async function agreeOnKind({ shared }: Pick<EventStoreLog, 'shared'>, kind: HouseKind): Promise<void> {
  const told = await sharedKind({ shared }, kind);
  if (told === kind) return;
  throw new HouseError(
    'data.kind-differs',
    `The event store holds ${told} data, and this wants ${kind} data. Demo data and real data never share a store: name another one, or another data directory${told === 'demo' ? ' with --demo' : ''}.`,
  );
}

/** The kind that an event store has; with a kind to begin with it gets that when it has none. */
export async function sharedKind(
  { shared }: Pick<EventStoreLog, 'shared'>,
  begin?: HouseKind,
): Promise<HouseKind | undefined> {
  let kind: HouseKind | undefined;
  let next = 0;
  const copy = {
    next: () => next,
    take: (record: { readonly kind: HouseKind }, revision: number) => {
      kind ??= record.kind;
      next = revision + 1;
    },
  };
  const journal = await shared.journal('house', copy);
  if (begin !== undefined) await journal.add(() => (kind === undefined ? { kind: begin } : undefined));
  return kind;
}
