import { join } from 'node:path';
import { readFileSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { openSqliteEventLog } from '../sqlite/open.js';
import { logFile } from '../sqlite/schema.js';
import { events, request } from '../testing/sample-events.js';
import { tamper } from '../testing/tampering.js';
import { removeTemporaryDirectories, temporaryDirectory } from '../testing/temporary-directory.js';
import { lookAhead } from './look-ahead.js';
import type { Looked } from './quick-rows.js';

afterAll(removeTemporaryDirectories);

let directory: string;
beforeEach(async () => {
  const log = await openSqliteEventLog({ directory: (directory = temporaryDirectory()) });
  await log.appender.append([request('a', events(1, 4_200)), request('b', events(4_201, 7_700))]);
  await log.close();
});

async function looked(threads: number, head = 7_700): Promise<Looked[]> {
  const db = new Database(join(directory, logFile), { readonly: true });
  try {
    const seen: Looked[] = [];
    for await (const { count, numbers, hashes, odd } of lookAhead(db, head, threads))
      seen.push({ count, numbers, hashes: new Uint8Array(hashes), odd });
    return seen;
  } finally {
    db.close();
  }
}

describe('looking ahead', () => {
  it('sees the same in threads and without, each event once and in order, no further than the head', async () => {
    tamper(directory, "UPDATE event SET bytes = replace(bytes, 'æøå', 'æøa'), type = 'other' WHERE ordinal % 1000 = 7");
    const here = await looked(0, 7_600);
    expect(await looked(2, 7_600)).toEqual(here);
    expect(here.map(({ count }) => count)).toEqual([1000, 1000, 1000, 1000, 1000, 1000, 1000, 600]);
    expect(here.flatMap(({ odd }) => odd)).toEqual(Array(8).fill(6));
    const ordinals = here.flatMap(({ numbers, count }) => Array.from({ length: count }, (_, row) => numbers[5 * row]));
    expect(ordinals).toEqual(Array.from({ length: 7_600 }, (_, at) => at + 1));
  });

  it('goes on behind a gap, however wide', async () => {
    tamper(directory, 'UPDATE event SET ordinal = ordinal + 4000000000000 WHERE ordinal > 5');
    const seen = await looked(2, 4_000_000_007_700);
    expect(seen.map(({ count }) => count)).toEqual([5, 1000, 1000, 1000, 1000, 1000, 1000, 1000, 695]);
  });

  it('tells of pages that cannot be read as the database does', async () => {
    const path = join(directory, logFile);
    const bytes = readFileSync(path);
    writeFileSync(path, bytes.fill(0xff, bytes.length / 2, bytes.length / 2 + 400_000));
    for (const threads of [0, 2]) await expect(looked(threads)).rejects.toMatchObject({ name: 'SqliteError' });
  });

  it('waits for a thread that is about to fail as well: terminated then, it would end the process', async () => {
    const path = join(directory, logFile);
    const bytes = readFileSync(path);
    for (const n of [100, 1900]) {
      const at = bytes.indexOf(`"n":${n},`);
      bytes.fill(0xff, at - (at % 4096), at - (at % 4096) + 4096);
    }
    writeFileSync(path, bytes);
    for (let time = 0; time < 5; time++) await expect(looked(2)).rejects.toMatchObject({ name: 'SqliteError' });
  });
});
