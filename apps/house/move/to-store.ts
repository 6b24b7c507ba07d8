import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { copyLog, openEventStoreLog, openSqliteEventLog } from '#libs/event-log';
import { copyVaultToShared } from '#libs/identity';
import { copyStoresToShared } from '#libs/intake';
import { Closers } from '../closers.js';
import { assertEngine, existingKind } from '../data-directory.js';
import { agreeOnKind } from '../open-log.js';
import type { Move, MoveWatch, Moved } from './move.js';

/**
 * Copies log, vault, credentials, receipts and refusals of a data directory into an event store: ordinals, hashes, seals and pseudonyms stay
 * what they are. Broken off, it goes on where it ended when it is begun again. The vault goes first, so that the log never tells of a
 * pseudonym that the vault in the store lacks. Nobody may write in either meanwhile; the directory's own lock sees to one of them.
 * @throws HouseError `data.not-found`, `data.engine-differs`, `data.kind-differs`; EventLogError `log.differs`, `log.writer-running` and others; VaultError.
 */
export async function moveToStore({ data, eventStore }: Move, { signal, onProgress }: MoveWatch): Promise<Moved> {
  const kind = existingKind(data);
  assertEngine(data, false);
  const closers = new Closers();
  const replicaDirectory = join(data, 'moving');
  try {
    const from = closers.add(await openSqliteEventLog({ directory: data }), (one) => one.close());
    const to = closers.add(
      await openEventStoreLog({ connectionString: eventStore, replicaDirectory, ...(signal && { signal }) }),
      (one) => one.close(),
    );
    await agreeOnKind(to, kind);
    const watch = (what: string) => ({
      ...(signal && { signal }),
      onProgress: ({ copied, of }: { readonly copied: number; readonly of: number }) => onProgress?.(what, copied, of),
    });
    await copyVaultToShared(data, to.shared, watch('vault'));
    await copyStoresToShared(data, to.shared, {
      workplace: replicaDirectory,
      ...(signal && { signal }),
      onProgress: (copied) => onProgress?.('receipts', copied, copied),
    });
    await copyLog(from, to, watch('log'));
    return { kind, events: to.reader.head() };
  } finally {
    await closers.close();
    rmSync(replicaDirectory, { recursive: true, force: true });
  }
}
