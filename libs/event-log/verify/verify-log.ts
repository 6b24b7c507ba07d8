import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { checkEvents } from './check-events.js';
import { SealCheck } from './check-seals.js';
import { checkSide } from './check-side.js';
import { checkProtection, checkStreams } from './check-structure.js';
import { Problems, type LogVerdict } from './verdict.js';

export interface VerifyOptions {
  /** A seal head kept elsewhere (`readAnchor`). Without one, whoever can rewrite the file can rewrite the seals in it. */
  readonly anchor?: { readonly to: number; readonly root: string };
  /** After every page of events: how many are done, and how many there are. */
  readonly onProgress?: (done: number, of: number) => void;
  /** Ends the verification; it then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/**
 * Checks a log from its file alone, also beside a running writer. Shares no code with what writes the log: its own queries, its own
 * hashing, its own chain, so that a fault there is not a fault here.
 */
export async function verifyLog(directory: string, options: VerifyOptions = {}): Promise<LogVerdict> {
  const problems = new Problems();
  const path = join(directory, 'log.sqlite');
  if (!existsSync(path)) {
    problems.add('log.not-found', 'There is no log in this directory. Name the data directory of the server.');
    return { events: 0, seals: 0, problems: problems.list, furtherProblems: 0, protectedTo: 0 };
  }
  const db = new Database(path, { readonly: true, timeout: 10_000 });
  try {
    const { events, seals, protectedTo } = await verify(db, options, problems);
    return { events, seals, problems: problems.list, furtherProblems: problems.further, protectedTo };
  } finally {
    db.close();
  }
}

async function verify(db: Database.Database, { anchor, onProgress, signal }: VerifyOptions, problems: Problems) {
  const found = { events: 0, seals: 0, protectedTo: 0 };
  let chain: SealCheck | undefined;
  try {
    checkProtection(db, problems);
    // Seals first: what is appended meanwhile lies after them.
    const seals = await checkSide(db, problems);
    found.seals = seals.length;
    chain = new SealCheck(seals, anchor, problems);
    await checkEvents(db, chain, problems, (events, of) => {
      signal?.throwIfAborted();
      found.events = events;
      onProgress?.(events, of);
    });
    checkStreams(db, problems);
  } catch (error) {
    // Tables that are missing or pages that cannot be read are what is looked for here; anything else is not.
    const { name, code } = error as Error & { code?: string };
    if (name !== 'SqliteError') throw error;
    problems.add('log.file-damaged', `The database cannot be read to its end (${code}). Restore it from a backup.`);
  }
  return { ...found, protectedTo: chain?.protectedTo ?? 0 };
}
