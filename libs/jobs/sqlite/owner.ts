import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isWriterRunning, takeWriterLock } from '#libs/event-log';

/** Beside jobs.sqlite: a directory for each worker that lives, locked by the operating system for as long as its process does. */
const ownersDirectory = 'jobs-workers';

/** Milliseconds after which a directory that nobody has locked is no worker that is just starting. */
const surelyStarted = 60_000;

/** A worker as other processes can see that it lives. */
export interface Owner {
  readonly id: string;
  release(): void;
}

/** Becomes an owner of jobs. The lock ends with the process, however it ends; nothing has to be renewed. */
export function becomeOwner(directory: string): Owner {
  const id = randomUUID();
  const place = join(directory, ownersDirectory, id);
  const lock = takeWriterLock(place);
  return {
    id,
    release() {
      lock.release();
      rmSync(place, { recursive: true, force: true });
    },
  };
}

export function isAlive(directory: string, owner: string): boolean {
  return isWriterRunning(join(directory, ownersDirectory, owner));
}

/** Clears away what workers left that were killed. */
export function sweepOwners(directory: string, now: number): void {
  const all = join(directory, ownersDirectory);
  if (!existsSync(all)) return;
  for (const owner of readdirSync(all)) {
    const place = join(all, owner);
    const since = statSync(place, { throwIfNoEntry: false })?.mtimeMs ?? now;
    if (now - since > surelyStarted && !isAlive(directory, owner)) rmSync(place, { recursive: true, force: true });
  }
}
