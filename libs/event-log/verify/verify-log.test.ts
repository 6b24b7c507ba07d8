import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { exportAnchor, readAnchor } from '../seals/anchor.js';
import { sealHead } from '../seals/seal-log.js';
import { openSqliteEventLog, openSqliteReader } from '../sqlite/open.js';
import { logFile } from '../sqlite/schema.js';
import { event, events, request } from '../testing/sample-events.js';
import { makeSealedLog, seal } from '../testing/sealed-log.js';
import { swapEvents, takeOut, tamper } from '../testing/tampering.js';
import { removeTemporaryDirectories, temporaryDirectory } from '../testing/temporary-directory.js';
import type { Anchor } from '../seals/anchor.js';
import { verifyLog } from './verify-log.js';

afterAll(removeTemporaryDirectories);

let directory: string;
let anchor: Anchor;
beforeEach(async () => {
  directory = await makeSealedLog();
  const { side, close } = openSqliteReader({ directory });
  anchor = exportAnchor(side, join(directory, 'anchor.json'));
  close();
});

/** Codes and ordinals of what is found, with and without the anchor. */
async function found(anchored = false): Promise<string[]> {
  const { problems } = await verifyLog(directory, anchored ? { anchor } : {});
  return [
    ...new Set(problems.map(({ code, ordinal }) => `${code}${ordinal === undefined ? '' : ` ${ordinal}`}`)),
  ].sort();
}

describe('a log that is whole', () => {
  it('has no problems, and is protected up to its last seal', async () => {
    const whole = { events: 12, seals: 2, problems: [], furtherProblems: 0, protectedTo: 10 };
    expect(await verifyLog(directory)).toEqual(whole);
    expect(await verifyLog(directory, { anchor })).toEqual(whole);
    expect(await verifyLog(directory, { anchor: readAnchor(join(directory, 'anchor.json')) })).toEqual(whole);
  });

  it('is protected up to the anchor only, when one is given that is older', async () => {
    const { side, close } = openSqliteReader({ directory });
    const { to, root } = side.read('seal-log')[0]!.data as Anchor;
    close();
    expect(await verifyLog(directory, { anchor: { to, root } })).toMatchObject({ problems: [], protectedTo: 4 });
  });

  it('may have no seal, and no event', async () => {
    const log = await openSqliteEventLog({ directory: (directory = temporaryDirectory()) });
    expect(await verifyLog(directory)).toMatchObject({ events: 0, seals: 0, problems: [], protectedTo: 0 });
    await log.appender.append([request('a', events(1, 3))]);
    expect(await verifyLog(directory)).toMatchObject({ events: 3, seals: 0, problems: [], protectedTo: 0 });
    await log.close();
  });

  it('is verified beside its writer, page by page, and the verification can be ended', async () => {
    const log = await openSqliteEventLog({ directory: (directory = temporaryDirectory()) });
    await log.appender.append([request('a', events(1, 3_500))]);
    await seal(log);
    const pages: number[] = [];
    const stop = new AbortController();
    const verdict = await verifyLog(directory, {
      onProgress: (done, of) => {
        pages.push(done);
        expect(of).toBeGreaterThanOrEqual(done);
        void log.appender.append([request('b', [event(10_000 + done)])]);
      },
    });
    expect(verdict).toMatchObject({ problems: [], protectedTo: 3_500 });
    expect(pages.slice(0, 3)).toEqual([1_000, 2_000, 3_000]);
    const ended = verifyLog(directory, { signal: stop.signal, onProgress: () => stop.abort(new Error('ended')) });
    await expect(ended).rejects.toThrow('ended');
    await log.close();
  });
});

describe('a changed byte', () => {
  it('is found by the hash of its event, and by the seal over it', async () => {
    tamper(directory, "UPDATE event SET bytes = replace(bytes, 'æøå', 'æøa') WHERE ordinal = 6");
    expect(await found()).toEqual(['log.hash-mismatch 6', 'log.seal-mismatch 5']);
    expect((await verifyLog(directory)).protectedTo).toBe(4);
  });

  it('is found by the seal when the hash was made to fit', async () => {
    tamper(directory, (db) => {
      db.function('sha256', (bytes) => createHash('sha256').update(String(bytes)).digest());
      db.exec("UPDATE event SET bytes = replace(bytes, 'æøå', 'æøa') WHERE ordinal = 6");
      db.exec('UPDATE event SET hash = sha256(bytes) WHERE ordinal = 6');
    });
    expect(await found()).toEqual(['log.seal-mismatch 5']);
  });

  it('is found against the exported head alone, when all the seals were made to fit too', async () => {
    directory = await makeSealedLog({ n: 6, note: 'æøa' });
    expect(await found()).toEqual([]);
    expect(await found(true)).toEqual(['log.anchor-mismatch 10', 'log.seal-missing 10']);
    expect((await verifyLog(directory, { anchor })).protectedTo).toBe(0);
  });

  it('after the last seal is found by its hash; made to fit, it is named as not protected', async () => {
    tamper(directory, "UPDATE event SET bytes = replace(bytes, 'æøå', 'æøa') WHERE ordinal = 11");
    expect(await found()).toEqual(['log.hash-mismatch 11']);
    directory = await makeSealedLog({ n: 11, note: 'æøa' });
    expect(await verifyLog(directory, { anchor })).toMatchObject({ problems: [], events: 12, protectedTo: 10 });
  });

  const columns: [string, string, string[]][] = [
    ['stream', '3', ['log.column-mismatch 6', 'log.gap 6', 'log.gap 9']],
    ['revision', '77', ['log.column-mismatch 6', 'log.gap 6', 'log.order-changed 9']],
    ['id', 'randomblob(16)', ['log.column-mismatch 6']],
    ['type', "'other'", ['log.column-mismatch 6']],
    ['version', '2', ['log.column-mismatch 6']],
    ['recorded_at', 'recorded_at - 1', ['log.column-mismatch 6']],
    ['recorded_max', 'recorded_max + 1', ['log.column-mismatch 6']],
    ['recorded_max', 'recorded_max - 5', ['log.order-changed 6']],
    ['hash', 'zeroblob(32)', ['log.hash-mismatch 6']],
    ['bytes', "'{}'", ['log.column-mismatch 6', 'log.hash-mismatch 6', 'log.seal-mismatch 5']],
    ['bytes', "x'00ff'", ['log.column-mismatch 6', 'log.hash-mismatch 6', 'log.seal-mismatch 5']],
    ['bytes', "bytes || ' '", ['log.hash-mismatch 6', 'log.seal-mismatch 5']],
  ];
  it.each(columns)('of the column %s, set to %s, is found', async (column, value, expected) => {
    tamper(directory, `UPDATE event SET ${column} = ${value} WHERE ordinal = 6`);
    expect(await found()).toEqual(expected);
  });

  it('of a side event is found; one of a seal with it', async () => {
    tamper(directory, "UPDATE side_event SET bytes = replace(bytes, 'æøå', 'æøa') WHERE no = 3");
    expect(await verifyLog(directory)).toMatchObject({
      problems: [{ code: 'log.hash-mismatch', stream: 'delivery-a' }],
    });
    tamper(directory, `UPDATE side_event SET bytes = replace(bytes, '"to":10', '"to":9') WHERE no = 2`);
    expect(await found(true)).toEqual(expect.arrayContaining(['log.seal-mismatch 9', 'log.seal-missing 10']));
  });
});

describe('two events swapped', () => {
  it('within a stream are found by their revisions, and by the seal', async () => {
    tamper(directory, swapEvents(5, 6));
    expect(await found()).toEqual(
      expect.arrayContaining(['log.order-changed 6', 'log.order-changed 5', 'log.seal-mismatch 5']),
    );
  });

  it('of two streams are found by the seal alone, when the recorded times were made to fit', async () => {
    tamper(directory, (db) => {
      const maximum = db.prepare('SELECT recorded_max FROM event WHERE ordinal = ?').pluck();
      const [at8, at9] = [maximum.get(8), maximum.get(9)];
      db.exec(swapEvents(8, 9));
      // Event 9 was recorded later than event 8, so the maximum is its time at both.
      db.prepare('UPDATE event SET recorded_max = ? WHERE ordinal IN (8, 9)').run(at9);
      expect(at8).toBeLessThan(at9 as number);
    });
    const { problems } = await verifyLog(directory);
    expect(problems.map(({ code, ordinal, sentence }) => [code, ordinal, sentence])).toEqual([
      ['log.seal-mismatch', 5, 'What lies at 5 to 10 is not what was sealed there.'],
      ['log.order-changed', 5, 'Events 5 to 10 are all there, but not in the order they had.'],
    ]);
  });
});

describe('a missing stream', () => {
  it('is found by the gap it leaves', async () => {
    tamper(directory, 'DELETE FROM event WHERE stream = 2; DELETE FROM stream WHERE no = 2');
    expect(await found()).toEqual(expect.arrayContaining(['log.gap 4', 'log.gap 9', 'log.stream-missing']));
  });

  it('is found when its events are gone and its name is not, or the other way', async () => {
    tamper(directory, 'DELETE FROM event WHERE stream = 2');
    expect((await verifyLog(directory)).problems).toContainEqual(
      expect.objectContaining({ code: 'log.stream-missing', stream: 'b' }),
    );
    directory = await makeSealedLog();
    tamper(directory, (db) => {
      db.pragma('foreign_keys = OFF');
      db.exec('DELETE FROM stream WHERE no = 2');
    });
    expect(await found()).toEqual([
      'log.stream-missing',
      'log.stream-missing 4',
      'log.stream-missing 5',
      'log.stream-missing 6',
      'log.stream-missing 9',
    ]);
  });

  it('is found by the seals when every number was closed up behind it', async () => {
    tamper(directory, (db) => {
      db.pragma('foreign_keys = OFF');
      takeOut(db, 'stream = 2');
      db.exec('DELETE FROM stream WHERE no = 2');
      for (const no of [3, 4, 5]) {
        db.exec(`UPDATE stream SET no = ${no - 1} WHERE no = ${no}`);
        for (const table of ['event', 'side_event'])
          db.exec(`UPDATE ${table} SET stream = ${no - 1} WHERE stream = ${no}`);
      }
    });
    expect(await found()).toEqual(['log.seal-mismatch 1', 'log.tail-cut-off 9']);
    expect(await found(true)).toEqual(['log.seal-mismatch 1', 'log.tail-cut-off 9']);
  });
});

describe('a missing stream within one seal', () => {
  it('is named when as many events of another stream were put in its place', async () => {
    tamper(directory, (db) => {
      db.pragma('foreign_keys = OFF');
      // Stream c, of ordinals 7 and 10, turned into two more events of b.
      const next = db.prepare('UPDATE event SET stream = 2, revision = ? WHERE ordinal = ?');
      next.run(10, 9);
      next.run(3, 7);
      next.run(4, 9);
      next.run(5, 10);
      db.exec('UPDATE event SET bytes = replace(bytes, \'"stream":"c"\', \'"stream":"b"\')');
    });
    expect(await found()).toEqual(
      expect.arrayContaining(['log.hash-mismatch 7', 'log.seal-mismatch 5', 'log.stream-missing 5']),
    );
  });
});

describe('a tail that was cut off', () => {
  it('is found by the seals that reach beyond it', async () => {
    tamper(directory, 'DELETE FROM event WHERE ordinal > 7');
    expect(await found()).toEqual(['log.tail-cut-off 8']);
    expect((await verifyLog(directory)).protectedTo).toBe(4);
  });

  it('is found against the exported head when the seals were cut off with it', async () => {
    tamper(
      directory,
      'DELETE FROM event WHERE ordinal > 4; DELETE FROM side_event WHERE no > 1; DELETE FROM stream WHERE no > 3',
    );
    expect(await found()).toEqual([]);
    expect(await found(true)).toEqual(['log.seal-missing 10', 'log.tail-cut-off 5']);
  });

  it('behind the last exported head is what nothing protects yet', async () => {
    tamper(directory, 'DELETE FROM event WHERE ordinal > 10');
    expect(await verifyLog(directory, { anchor })).toMatchObject({ events: 10, problems: [], protectedTo: 10 });
  });
});

describe('an event put in', () => {
  it('between others, with every number moved, is found by the seal', async () => {
    tamper(
      directory,
      `
      UPDATE event SET ordinal = -ordinal WHERE ordinal > 7;
      UPDATE event SET ordinal = 1 - ordinal WHERE ordinal < 0;
      INSERT INTO stream VALUES (6, 'd');
      INSERT INTO event SELECT 8, 6, 0, randomblob(16), type, version, recorded_at, recorded_max, bytes, hash
        FROM event WHERE ordinal = 7`,
    );
    expect(await found()).toEqual(expect.arrayContaining(['log.seal-mismatch 5']));
  });
});

describe('the file', () => {
  it('is looked for, and must be a database with the tables of a log', async () => {
    expect(await verifyLog(join(directory, 'nowhere'))).toMatchObject({ problems: [{ code: 'log.not-found' }] });
    const path = join(directory, logFile);
    writeFileSync(path, '');
    expect((await verifyLog(directory)).problems.map(({ code }) => code)).toContain('log.file-damaged');
    writeFileSync(path, 'no database, and long enough to be told from one. '.repeat(20));
    expect(await found()).toEqual(['log.file-damaged']);
  });

  it('must refuse what is not an append', async () => {
    const db = new Database(join(directory, logFile));
    db.exec('DROP TRIGGER event_no_update; DROP TRIGGER side_event_no_replace; DROP TRIGGER stream_no_delete');
    // A trigger of that name which refuses nothing is none.
    db.exec('CREATE TRIGGER event_no_update BEFORE UPDATE ON event BEGIN SELECT 1; END');
    db.close();
    const { problems } = await verifyLog(directory);
    expect(problems.map(({ code, sentence }) => [code, sentence])).toEqual([
      ['log.protection-missing', 'Table stream is not protected against delete.'],
      ['log.protection-missing', 'Table event is not protected against update.'],
      ['log.protection-missing', 'Table side_event is not protected against replace.'],
    ]);
  });

  it('may be changed anywhere: no change of what is stored goes unseen, and none makes the verification fail', async () => {
    const path = join(directory, logFile);
    const whole = readFileSync(path);
    const stored = ['"note":"æøå"', '"type":"test-event"', '"revision":', '"principal":"tester"'];
    let unseen = 0;
    for (let at = 100; at < whole.length; at += 211) {
      const changed = Buffer.from(whole);
      changed[at]! ^= 0x01;
      writeFileSync(path, changed);
      const { problems } = await verifyLog(directory, { anchor });
      if (problems.length > 0) continue;
      unseen++;
      // Unseen are bytes that hold nothing: free space, and counters of SQLite's own.
      const around = changed.subarray(at - 20, at + 20).toString('utf8');
      expect(stored.filter((text) => around.includes(text.slice(0, 10)))).toEqual([]);
    }
    expect(unseen).toBeLessThan(0.9 * (whole.length / 211));
  });

  it('names the first thousand problems, and counts the rest', async () => {
    const log = await openSqliteEventLog({ directory: (directory = temporaryDirectory()) });
    await log.appender.append([request('a', events(1, 1_200))]);
    await log.close();
    tamper(directory, 'UPDATE event SET hash = zeroblob(32)');
    const { problems, furtherProblems } = await verifyLog(directory);
    expect([problems.length, furtherProblems]).toEqual([1_000, 200]);
  });

  it('never has its content repeated in what is said of it', async () => {
    tamper(directory, "UPDATE event SET bytes = replace(bytes, 'æøå', '0101993045'), type = '0101993045'");
    expect(JSON.stringify((await verifyLog(directory)).problems)).not.toContain('0101993045');
  });
});

describe('the head of the seals', () => {
  it('is the last seal of the log', async () => {
    const { side, close } = openSqliteReader({ directory });
    expect(sealHead(side)).toMatchObject(anchor);
    close();
  });
});
