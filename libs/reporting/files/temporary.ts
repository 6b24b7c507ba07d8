import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';

const prefix = '.tmp-';
/** A leftover of another machine cannot be asked whether its process still runs; after a day it does not. */
const strangersAge = 24 * 60 * 60 * 1000;
const here = hostname().replace(/[^A-Za-z0-9]/g, '_');
const inUse = new Set<string>();
let count = 0;

/**
 * Runs `work` with a path of its own under `directory`, and removes whatever is left at it afterwards; first removes what killed
 * runs have left. `work` moves the finished thing away by renaming.
 */
export async function withTemporary<T>(directory: string, work: (path: string) => Promise<T>): Promise<T> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  await removeStale(directory);
  const path = join(directory, `${prefix}${here}-${process.pid}-${++count}`);
  inUse.add(path);
  try {
    return await work(path);
  } finally {
    await rm(path, { recursive: true, force: true });
    inUse.delete(path);
  }
}

async function removeStale(directory: string): Promise<void> {
  for (const name of await readdir(directory)) {
    const path = join(directory, name);
    if (name.startsWith(prefix) && !inUse.has(path) && (await isStale(name, path)))
      await rm(path, { recursive: true, force: true });
  }
}

async function isStale(name: string, path: string): Promise<boolean> {
  const [host, pid] = name.slice(prefix.length).split('-');
  if (host === here) return Number(pid) === process.pid || !isRunning(Number(pid));
  const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Date.now() }));
  return Date.now() - mtimeMs > strangersAge;
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
