import type { Position } from '@eventstore/db-client';
import type { SqliteReader } from '../sqlite/sqlite-reader.js';
import type { StoreConnection } from './store-connection.js';

/** What the store holds beside what the replica holds. */
export interface Comparison {
  /** Counted events in the store, and in the replica as far as the store was read. */
  readonly inStore: number;
  readonly inReplica: number;
  /** The first ordinal at which they are not the same; null when they are. */
  readonly differsAt: number | null;
}

export interface CompareOptions {
  readonly signal?: AbortSignal;
  /** Told after each page how many counted events of the store were read. */
  readonly onProgress?: (done: number) => void;
}

/**
 * Reads the whole log out of the store again and compares each event's hash with the replica's at the same ordinal. What was truncated or
 * deleted after the replica took it is found only so: it shows as a difference at its first event.
 * @throws EventLogError `log.damaged`, `log.not-whole`, `log.unreachable`; what the signal was aborted with.
 */
export async function compareWithStore(
  { source, names }: Pick<StoreConnection, 'source' | 'names'>,
  begin: Position,
  replica: SqliteReader,
  { signal, onProgress }: CompareOptions = {},
): Promise<Comparison> {
  const inReplica = replica.head();
  let inStore = 0;
  for (let place = begin; ; ) {
    signal?.throwIfAborted();
    const { answers, next, atEnd } = await source.page(place);
    const counted = [...answers.rows(names)].filter((row) => row.counted);
    const kept = replica.fingerprints(inStore, counted.length);
    for (const [at, { hash }] of counted.entries()) {
      const beyond = inStore + at + 1 > inReplica;
      if (!beyond && kept[at]?.hash.toString('hex') !== hash)
        return { inStore: inStore + at, inReplica, differsAt: inStore + at + 1 };
    }
    inStore += counted.length;
    onProgress?.(inStore);
    place = next;
    if (!atEnd) continue;
    return { inStore, inReplica, differsAt: inStore < inReplica ? inStore + 1 : null };
  }
}
