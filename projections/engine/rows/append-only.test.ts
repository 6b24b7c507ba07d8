import { join } from 'node:path';
import Database from 'better-sqlite3';
import { placed } from '../../../libs/cases/testing/usual.js';
import { currentFile, rowsName } from '../pointer.js';
import { findings } from '../../findings/projection.js';
import { digestsOf, live } from '../testing/projected.js';
import { removeTemporaryDirectories, temporaryDirectory } from '../testing/temporary-directory.js';
import { readLog, tellLog } from '../testing/told-log.js';

let foreign: Database.Database;
let head: number;

beforeAll(async () => {
  const data = temporaryDirectory();
  // Ends before it starts: findings, and so rows in every table.
  await tellLog(data, placed().tell('placement-ceased', { endDate: '2026-01-15' }).facts);
  const log = readLog(data);
  head = log.head();
  await live(join(data, 'projections'), log, digestsOf);
  log.close();
  foreign = new Database(join(data, 'projections', currentFile(join(data, 'projections'), rowsName(findings))));
});

afterAll(() => {
  foreign.close();
  removeTemporaryDirectories();
});

const countOf = (table: string): number => foreign.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number;

/** The database refuses it, and holds what it held. */
function refused(sql: string, table: string): void {
  const whole = (): unknown => foreign.prepare(`SELECT * FROM ${table}`).all();
  const before = whole();
  expect(before).not.toEqual([]);
  expect(() => foreign.exec(sql)).toThrow(/append-only|only grows/);
  expect(whole()).toEqual(before);
}

describe.each([
  ['version', `body = '{}'`, ['no', 'thing, ordinal']],
  ['thing', `key = 'another'`, ['no', 'kind, key']],
  ['whose', `person = 'another'`, ['no']],
  ['about', `event = 'another'`, ['event, thing']],
])('the table %s of a row file, to any connection', (table, change, keys) => {
  it('refuses an UPDATE', () => refused(`UPDATE ${table} SET ${change}`, table));
  it('refuses an UPDATE OR REPLACE', () => refused(`UPDATE OR REPLACE ${table} SET ${change}`, table));
  it('refuses a DELETE', () => refused(`DELETE FROM ${table}`, table));

  it.each(keys)('refuses an INSERT OR REPLACE of what its key %s holds', (key) => {
    const columns = foreign.pragma(`table_info(${table})`) as { name: string }[];
    const values = columns.map(({ name }) => (name === 'no' && key !== 'no' ? 'NULL' : name)).join(', ');
    refused(`INSERT OR REPLACE INTO ${table} SELECT ${values} FROM ${table}`, table);
    refused(`INSERT OR IGNORE INTO ${table} SELECT ${values} FROM ${table}`, table);
    expect(countOf(table)).toBeGreaterThan(0);
  });
});

describe('the checkpoint', () => {
  it('only grows, and is neither taken away nor put anew', () => {
    refused('UPDATE checkpoint SET ordinal = ordinal - 1', 'checkpoint');
    refused('DELETE FROM checkpoint', 'checkpoint');
    refused('INSERT OR REPLACE INTO checkpoint VALUES (1, 0)', 'checkpoint');
    expect(foreign.prepare('SELECT ordinal FROM checkpoint').pluck().get()).toBe(head);
  });
});
