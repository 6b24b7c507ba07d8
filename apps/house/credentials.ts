import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSharedPlace } from '#libs/event-log';
import type { CredentialsAt } from '#libs/intake';
import {
  assertEngine,
  enterDirectory,
  existingKind,
  kindOf,
  type HouseKind,
  type HousePlace,
} from './data-directory.js';
import { HouseError } from './house-error.js';
import { agreeOnKind, sharedKind } from './open-log.js';

type Use<T> = (at: CredentialsAt, kind: HouseKind) => Promise<T>;

/**
 * Uses the credentials of a house beside whatever runs on it: those of its directory, or those that the processes on its event store share.
 * @param begin what a house that is not there yet is made as; without it there must be one. One that is there stays what it is.
 * @throws HouseError `data.not-found`, `data.kind-differs`, `data.engine-differs`; EventLogError `log.unreachable` and others.
 */
export async function withCredentials<T>(place: HousePlace, use: Use<T>, begin?: HouseKind): Promise<T> {
  const { data, eventStore } = place;
  if (eventStore !== undefined) return inStore(eventStore, use, begin);
  if (begin === undefined) {
    const found = existingKind(data);
    // A copy would say that it revoked, and nobody else would know.
    assertEngine(data, false);
    return use({ directory: data }, found);
  }
  const kind = begin === 'demo' ? begin : (kindOf(data) ?? begin);
  enterDirectory(place, kind);
  return use({ directory: data }, kind);
}

async function inStore<T>(connectionString: string, use: Use<T>, begin: HouseKind | undefined): Promise<T> {
  const { shared, close } = await openSharedPlace({ connectionString });
  // A copy of a moment, in which no process looks twice.
  const directory = mkdtempSync(join(tmpdir(), 'sagsspor-credentials-'));
  try {
    const kind = (await sharedKind({ shared })) ?? begin;
    if (kind === undefined)
      throw new HouseError(
        'data.not-found',
        'There is no house in the event store. Start a server on it (sagsspor serve).',
      );
    if (begin !== undefined) await agreeOnKind({ shared }, begin === 'demo' ? begin : kind);
    return await use({ directory, shared }, kind);
  } finally {
    await close();
    rmSync(directory, { recursive: true });
  }
}
