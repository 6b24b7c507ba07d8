import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { refuse } from '../refusals.js';
import { openRefusals, type RefusalStore } from './refusal-store.js';

let directory: string;
let store: RefusalStore;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'sagsspor-refusals-'));
  store = openRefusals({ directory });
});
afterEach(() => {
  store.close();
  rmSync(directory, { recursive: true, force: true });
});

const eventId = '0b52c2f0-37ba-4d0e-8a4f-5d2a9b7f6c11';
const refused = (at: string, id: string | null = '1') => ({
  at,
  system: 'case-system',
  principal: 'cred-1',
  id,
  eventId: id === null ? null : eventId,
  refusals: [refuse('required', '/data/caseId'), refuse('not-a-choice', '/data/kind', 'a, b')],
});

describe('the refusals', () => {
  it('are found by event id over the months, the oldest first, also after opening again', async () => {
    const both = [refused('2026-10-31T22:00:00.000Z'), refused('2026-11-01T08:00:00.000Z')];
    await store.add([both[1]!, both[0]!, refused('2026-11-02T08:00:00.000Z', null)]);
    expect(store.find(eventId)).toEqual(both);
    store.close();
    store = openRefusals({ directory });
    expect(store.find(eventId)).toEqual(both);
    expect(store.months()).toEqual(['2026-10', '2026-11']);
  });

  it('are listed month by month in pages', async () => {
    await store.add([refused('2026-11-01T08:00:00.000Z'), refused('2026-11-02T08:00:00.000Z', null)]);
    const [first] = store.list('2026-11', 0, 1);
    const [second] = store.list('2026-11', first!.seq, 10);
    expect([first!.id, second!.id, second!.eventId]).toEqual(['1', null, null]);
    expect(store.list('2026-12', 0, 10)).toEqual([]);
    await store.add([{ ...refused('2026-11-03T08:00:00.000Z', '3'), principal: 'cred-2' }]);
    expect(store.list('2026-11', 0, 1, ['cred-2', 'cred-3']).map(({ id }) => id)).toEqual(['3']);
    expect(store.list('2026-11', 0, 10, [])).toEqual([]);
    expect(store.months()).toEqual(['2026-11']);
  });

  it('are removed by whole months', async () => {
    await store.add(['2026-09', '2026-10', '2026-11'].map((month) => refused(`${month}-05T08:00:00.000Z`)));
    expect(await store.removeRefusalsBefore('2026-11')).toEqual(['2026-09', '2026-10']);
    expect(readdirSync(directory).every((name) => name.startsWith('refusals-2026-11'))).toBe(true);
    expect(store.find(eventId)).toHaveLength(1);
    for (const bad of ['2026', '2026-13', '2026-11-01', '../x']) {
      await expect(store.removeRefusalsBefore(bad)).rejects.toMatchObject({ code: 'intake.month' });
    }
  });
});
