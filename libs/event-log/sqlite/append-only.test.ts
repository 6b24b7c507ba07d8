import { join } from 'node:path';
import Database from 'better-sqlite3';
import { event, eventId, events, request } from '../testing/sample-events.js';
import { removeTemporaryDirectories, temporaryDirectory } from '../testing/temporary-directory.js';
import { verifyLog } from '../verify/verify-log.js';
import { openSqliteEventLog, type OpenLog } from './open.js';
import { logFile } from './schema.js';

/** Attacks from a connection that knows nothing of the house, while the writer runs. */
describe('the database says no', () => {
  let directory: string;
  let log: OpenLog;
  let foreign: Database.Database;

  beforeAll(async () => {
    directory = temporaryDirectory();
    log = await openSqliteEventLog({ directory });
    await log.appender.append([request('a', events(1, 3)), request('b', [event(4)])]);
    await log.side.append('delivery-a', 'any', event(9));
    foreign = new Database(join(directory, logFile));
  });
  afterAll(async () => {
    foreign.close();
    await log.close();
    removeTemporaryDirectories();
  });

  const id = (n: number): string => `x'${eventId(n).replaceAll('-', '')}'`;
  const insert = (ordinal: string, stream: number, revision: number, n: number): string =>
    `event VALUES (${ordinal}, ${stream}, ${revision}, ${id(n)}, 't', 1, 0, 0, '{}', zeroblob(32))`;
  const insertSide = (no: string, revision: number, n: number): string =>
    `side_event VALUES (${no}, 3, ${revision}, ${id(n)}, 't', 1, 0, '{}', zeroblob(32))`;

  const attacks = [
    "UPDATE event SET bytes = '{}' WHERE ordinal = 2",
    'UPDATE event SET ordinal = ordinal + 100',
    'UPDATE OR REPLACE event SET ordinal = 1 WHERE ordinal = 2',
    'UPDATE OR IGNORE event SET recorded_max = 0',
    'DELETE FROM event',
    'DELETE FROM event WHERE ordinal = 4',
    "UPDATE stream SET name = 'c'",
    'DELETE FROM stream',
    "UPDATE side_event SET bytes = '{}'",
    'DELETE FROM side_event',
    // Each unique key of each table, taken over by a row that otherwise fits.
    `INSERT OR REPLACE INTO ${insert('4', 1, 3, 90)}`,
    `INSERT OR REPLACE INTO ${insert('5', 1, 2, 90)}`,
    `INSERT OR REPLACE INTO ${insert('5', 1, 3, 1)}`,
    `REPLACE INTO ${insert('1', 1, 0, 1)}`,
    `INSERT OR IGNORE INTO ${insert('1', 1, 0, 1)}`,
    `INSERT INTO ${insert('1', 1, 0, 1)} ON CONFLICT DO UPDATE SET bytes = '{}'`,
    `INSERT INTO ${insert('1', 1, 0, 1)} ON CONFLICT DO NOTHING`,
    "INSERT OR REPLACE INTO stream VALUES (1, 'c')",
    "INSERT OR REPLACE INTO stream VALUES (4, 'a')",
    `INSERT OR REPLACE INTO ${insertSide('1', 1, 90)}`,
    `INSERT OR REPLACE INTO ${insertSide('2', 0, 90)}`,
    `INSERT OR REPLACE INTO ${insertSide('2', 1, 9)}`,
    // Gaps: an ordinal, a revision, a number that is not the next.
    `INSERT INTO ${insert('7', 1, 3, 90)}`,
    `INSERT INTO ${insert('NULL', 1, 3, 90)}`,
    `INSERT INTO ${insert('5', 1, 5, 90)}`,
    `INSERT INTO ${insert('-1', 1, 3, 90)}`,
    "INSERT INTO stream VALUES (9, 'c')",
    `INSERT INTO ${insertSide('5', 1, 90)}`,
  ];

  const content = (): unknown =>
    ['stream', 'event', 'side_event'].map((table) => foreign.prepare(`SELECT * FROM ${table}`).all());

  describe.each(['OFF', 'ON'])('with recursive_triggers %s', (recursive) => {
    it.each(attacks)('%s', (attack) => {
      foreign.pragma(`recursive_triggers = ${recursive}`);
      const before = content();
      expect(() => foreign.exec(attack)).toThrow(/is append-only|takes its next value only/);
      expect(content()).toEqual(before);
    });
  });

  it('but takes a row that only appends: the refusals above are not for its form', () => {
    foreign.exec('BEGIN');
    foreign.exec(`INSERT OR REPLACE INTO ${insert('5', 1, 3, 90)}`);
    foreign.exec(`INSERT OR REPLACE INTO ${insertSide('2', 1, 90)}`);
    foreign.exec("INSERT OR REPLACE INTO stream VALUES (4, 'c')");
    foreign.exec('ROLLBACK');
  });

  it('and the log goes on, whole', async () => {
    expect(await log.appender.append([request('a', [event(5)])])).toMatchObject([{ receipts: [{ ordinal: 5 }] }]);
    expect((await verifyLog(directory)).problems).toEqual([]);
  });

  it('a foreign row at the end costs the call that meets it, not the log', async () => {
    foreign.exec(`INSERT INTO ${insert('6', 2, 1, 90)}`);
    await expect(log.appender.append([request('b', [event(6)])])).rejects.toMatchObject({ code: 'log.write-failed' });
    expect(await log.appender.append([request('b', [event(6)])])).toMatchObject([
      { receipts: [{ ordinal: 7, revision: 2 }] },
    ]);
    expect((await verifyLog(directory)).problems.map(({ code, ordinal }) => [code, ordinal])).toEqual([
      ['log.hash-mismatch', 6],
      ['log.column-mismatch', 6],
      ['log.order-changed', 6],
    ]);
  });
});
