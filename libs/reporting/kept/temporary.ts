import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { makeDirectory } from './synced-files.js';

/** A directory that is only ours until its content is moved to its place. */
export interface Temporary {
  readonly path: string;
  /** Removes what is left of it. */
  discard(): Promise<void>;
}

const prefix = '.tmp-';
const host = hostname().replaceAll(/[^A-Za-z0-9]/g, '');
const inUse = new Set<string>();
/** What another machine left behind is removed after this many milliseconds: whether it still runs cannot be asked. */
const foreignAge = 24 * 3_600_000;

/** Makes a temporary directory within `parent`, on the same file system, and removes those that killed processes left there. */
export async function openTemporary(parent: string): Promise<Temporary> {
  await makeDirectory(parent);
  await sweepTemporary(parent);
  const path = join(parent, `${prefix}${host}-${process.pid}-${randomUUID()}`);
  // Known as ours before it is there, so that no sweep of this process takes it for a dead one's.
  inUse.add(path);
  await mkdir(path, { mode: 0o700 });
  return {
    path,
    discard: async () => {
      await rm(path, { recursive: true, force: true });
      inUse.delete(path);
    },
  };
}

/** Removes what killed processes left within `parent`: half-written files may hold numbers of persons. */
export async function sweepTemporary(parent: string): Promise<void> {
  const names = existsSync(parent) ? await readdir(parent) : [];
  for (const name of names) {
    const path = join(parent, name);
    if (name.startsWith(prefix) && !inUse.has(path) && (await isAbandoned(name, path)))
      await rm(path, { recursive: true, force: true });
  }
}

async function isAbandoned(name: string, path: string): Promise<boolean> {
  const [madeBy, pid] = name.slice(prefix.length).split('-');
  if (madeBy === host) return Number(pid) === process.pid || !isRunning(Number(pid));
  const found = await stat(path).catch(() => undefined);
  return found !== undefined && Date.now() - found.mtimeMs > foreignAge;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
