import type { House } from '../index.js';
import { fewChildren, makePlace, openDemo, send, testSystem, type Place } from '../testing/demo-house.js';

let place: Place;
let house: House;

beforeAll(async () => {
  place = makePlace();
  house = await openDemo(place, { work: 'all' });
  await send(house);
}, 60_000);

afterAll(async () => {
  await house.close();
  place.remove();
});

const order = { statistic: 'placement-events', reporter: '615', period: '2026Q1' };

const ended = async (id: string) => {
  for (;;) {
    const job = await house.jobs.get(id, house.operator);
    if (['done', 'failed', 'cancelled'].includes(job.state)) return job;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

describe('deliveries as jobs', () => {
  it('deliver what a request would, under the name of who asked', async () => {
    const { id } = await house.jobs.add('deliver', order, { ...house.operator, id: 'asker' });
    const { state, result } = await ended(id);
    expect([state, result]).toEqual([
      'done',
      { id: 'placement-events/615/1', rows: expect.any(Number), asOf: house.status().head, again: false },
    ]);
    expect(house.deliveries.list({}, house.operator)).toMatchObject([
      { id: 'placement-events/615/1', principal: 'asker' },
    ]);
  });

  it('are one job for one order of one moment, and one delivery when done again', async () => {
    const first = await house.jobs.add('deliver', { ...order, period: '2025Q4' }, house.operator);
    const again = await house.jobs.add('deliver', { ...order, period: '2025Q4', asOf: 'now' }, house.operator);
    expect(again.id).toBe(first.id);
    await ended(first.id);
    const { id } = await house.jobs.add('deliver', { ...order, period: '2025Q4' }, house.operator);
    expect((await ended(id)).result).toMatchObject({ id: 'placement-events/615/2', again: true });
  });

  it('of the country deliver every reporter first, then the country', async () => {
    const { id } = await house.jobs.add('deliver-country', { ...order, reporter: '' }, house.operator);
    const { state, result } = await ended(id);
    expect([state, result]).toMatchObject(['done', { id: 'placement-events/dk/1', reporters: 1 }]);
  });

  it('that cannot be met fail at once, with the code that a request would get', async () => {
    const { id } = await house.jobs.add('deliver', { ...order, period: '2026' }, house.operator);
    const { state, failure, attempts } = await ended(id);
    expect([state, failure?.code, attempts]).toEqual(['failed', 'delivery.period-kind', 1]);
  });

  it('of the country fail with the reporter that could not be delivered, and are not tried again', async () => {
    const { id } = await house.jobs.add('deliver-country', { ...order, reporter: '', period: '2026' }, house.operator);
    const { state, failure, attempts } = await ended(id);
    expect([state, failure?.code, attempts]).toEqual(['failed', 'jobs.child-failed', 1]);
  });

  it('are told only to who may deliver for the reporter', async () => {
    const { id } = await house.jobs.add('deliver', order, house.operator);
    const other = { ...testSystem, reporters: ['751'] };
    await expect(house.jobs.get(id, other)).rejects.toMatchObject({ code: 'job.unknown' });
    await expect(house.jobs.cancel(id, other)).rejects.toMatchObject({ code: 'job.unknown' });
    await expect(house.jobs.add('deliver', order, other)).rejects.toMatchObject({ code: 'delivery.forbidden' });
    await expect(house.jobs.add('deliver-country', order, testSystem)).rejects.toMatchObject({
      code: 'delivery.forbidden',
    });
    expect((await house.jobs.list(other)).jobs).toEqual([]);
    expect((await house.jobs.list(house.operator)).jobs.length).toBeGreaterThan(2);
  });
});

describe('a rebuild as a job', () => {
  it('builds the projections of its house anew, to the same digests, and is told to the operator only', async () => {
    const { id, kind } = await house.jobs.addRebuild(house.operator);
    expect(kind).toBe('rebuild');
    const { state, result, progress } = await ended(id);
    expect([state, progress]).toMatchObject(['done', { step: 'folding' }]);
    const { projections } = result as { projections: { digest: string; ordinal: number; changed: boolean }[] };
    expect(projections.length).toBeGreaterThan(5);
    for (const { ordinal, changed } of projections) expect([ordinal, changed]).toEqual([house.status().head, false]);
    await expect(house.jobs.get(id, testSystem)).rejects.toMatchObject({ code: 'job.unknown' });
  });

  it('that is cancelled changes nothing, and the projections go on', async () => {
    const before = await house.tables.page('placements', {}, house.operator);
    const { id } = await house.jobs.addRebuild(house.operator);
    while ((await house.jobs.get(id, house.operator)).progress === null)
      await new Promise((resolve) => setTimeout(resolve, 1));
    await house.jobs.cancel(id, house.operator);
    expect(['cancelled', 'done']).toContain((await ended(id)).state);
    expect(await house.tables.page('placements', {}, house.operator)).toEqual(before);
    await send(house, { ...fewChildren, seed: 'more' });
    expect(house.status()).toMatchObject({ projected: house.status().head, failure: null });
  });
});

describe('a job asked of a house that does none', () => {
  it('is done by the next one that does', async () => {
    const elsewhere = makePlace();
    const asked = await openDemo(elsewhere);
    await send(asked);
    const { id, state } = await asked.jobs.add('deliver', order, asked.operator);
    expect(state).toBe('waiting');
    await asked.close();
    const other = house;
    house = await openDemo(elsewhere, { work: 'all' });
    expect((await ended(id)).state).toBe('done');
    await house.close();
    house = other;
    elsewhere.remove();
  });
});
