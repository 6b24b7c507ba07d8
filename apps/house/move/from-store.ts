import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openEventStoreLog } from '#libs/event-log';
import { embedVault, vaultFile } from '#libs/identity';
import { embedStores } from '#libs/intake';
import { Closers } from '../closers.js';
import { assertEmpty, kindOf, writeKind } from '../data-directory.js';
import { HouseError } from '../house-error.js';
import { sharedKind } from '../open-log.js';
import type { Move, MoveWatch, Moved } from './move.js';

/** Lies in a directory that is being filled, with the copies that the parts are made of. */
const workplace = 'moving';

/**
 * Copies log, vault, credentials, receipts and refusals out of an event store into a data directory that holds them itself: ordinals,
 * hashes, seals and pseudonyms stay what they are. Broken off, it goes on where it ended when it is begun again; the directory is a
 * house only when all is there. What is written in the store meanwhile may be missing: see to it that nobody does.
 * @throws HouseError `data.not-empty`, `data.not-found` (nothing in the store), EventLogError, VaultError.
 */
export async function moveFromStore({ data, eventStore }: Move, { signal, onProgress }: MoveWatch): Promise<Moved> {
  const place = join(data, workplace);
  if (kindOf(data) !== undefined || !existsSync(place)) assertEmpty(data);
  mkdirSync(place, { recursive: true, mode: 0o700 });
  const closers = new Closers();
  try {
    // The replica of a log is the log: event by event the same bytes.
    const log = closers.add(
      await openEventStoreLog({
        connectionString: eventStore,
        replicaDirectory: data,
        onProgress: (head) => onProgress?.('log', head, head),
        ...(signal && { signal }),
      }),
      (one) => one.close(),
    );
    const kind = await sharedKind(log);
    if (kind === undefined)
      throw new HouseError('data.not-found', 'There is no log in the event store. See to the address.');
    signal?.throwIfAborted();
    rmSync(join(data, vaultFile), { force: true });
    await embedVault(place, log.shared, join(data, vaultFile));
    await embedStores(place, log.shared, data);
    const events = log.reader.head();
    await closers.close();
    rmSync(place, { recursive: true });
    writeKind(data, kind);
    return { kind, events };
  } finally {
    await closers.close();
  }
}
