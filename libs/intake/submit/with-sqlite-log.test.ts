import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteEventLog, type OpenLog } from '#libs/event-log';
import { createIntake } from './create-intake.js';
import { makeBed, principal, type Bed } from '../testing/bed.js';
import { event, everyType } from '../testing/cloud-event.js';

let directory: string;
let log: OpenLog;
let bed: Bed;
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'sagsspor-log-'));
  log = await openSqliteEventLog({ directory });
  bed = makeBed({ log });
});
afterEach(async () => {
  await bed.close();
  await log.close();
  rmSync(directory, { recursive: true, force: true });
});

const submit = (events: unknown[], options = {}) => bed.intake.submit(events, principal, options);
const death = (id: string, deathDate = '2026-05-01') => event('person-died', { deathDate }, id);

describe('intake on the log in SQLite', () => {
  it('stores every type, answers ordinals in the order sent, and knows a resend after opening again', async () => {
    const events = everyType().map(({ name }) => event(name, {}, name));
    const first = await submit(events);
    expect(first.map(({ verdict, ordinal }) => [verdict, ordinal])).toEqual(events.map((_, n) => ['accepted', n + 1]));
    expect(log.reader.readAll(0, 100).map(({ id }) => id)).toEqual(first.map(({ eventId }) => eventId));
    await log.close();
    log = await openSqliteEventLog({ directory });
    const second = await createIntake({ ...bed.parts, log }).submit(events, principal);
    expect(second).toEqual(first.map((receipt) => ({ ...receipt, verdict: 'duplicate' })));
    expect(log.reader.head()).toBe(events.length);
  });

  it('a conflict refuses its own event only', async () => {
    await submit([death('1')]);
    const receipts = await submit([
      death('2'),
      death('1', '2026-05-02'),
      death('3'),
      death('3'),
      death('2', '2026-05-03'),
    ]);
    expect(receipts.map(({ verdict, revision }) => [verdict, revision])).toEqual([
      ['accepted', 1],
      ['refused', null],
      ['accepted', 2],
      ['duplicate', 2],
      ['refused', null],
    ]);
    expect(receipts.flatMap(({ refusals }) => refusals.map(({ rule }) => rule))).toEqual([
      'SYS-id-reused',
      'SYS-id-reused',
    ]);
  });

  it('SYS-expected-revision: refuses what comes late, and knows a resend', async () => {
    const rule = async (id: string, expectedRevision: number) => {
      const [receipt] = await submit([death(id)], { expectedRevision });
      return receipt!.refusals[0]?.rule ?? receipt!.verdict;
    };
    expect(await rule('1', -1)).toBe('accepted');
    expect(await rule('2', -1)).toBe('SYS-expected-revision');
    expect(await rule('2', 0)).toBe('accepted');
    expect(await rule('1', -1)).toBe('duplicate');
    expect(await rule('3', 0)).toBe('SYS-expected-revision');
  });

  it('200 callers at once get 200 places, dense', async () => {
    const receipts = await Promise.all(Array.from({ length: 200 }, (_, n) => submit([death(String(n))])));
    const ordinals = receipts.map(([one]) => one!.ordinal!).sort((one, other) => one - other);
    expect(ordinals).toEqual(Array.from({ length: 200 }, (_, n) => n + 1));
  });

  it('10 000 in one call, one of them wrong', async () => {
    const events = Array.from({ length: 10_000 }, (_, n) => death(String(n), n === 7_777 ? '2030-01-01' : undefined));
    const receipts = await submit(events);
    expect(receipts.filter(({ verdict }) => verdict !== 'accepted').map(({ index }) => index)).toEqual([7_777]);
    expect(receipts.at(-1)).toMatchObject({ revision: 9_998, ordinal: 9_999 });
  });
});
