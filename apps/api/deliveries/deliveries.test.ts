import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { send } from '../../house/testing/demo-house.js';
import { openBed, operatorToken, type Bed } from '../testing/api-bed.js';

let bed: Bed;
let deliverer: string;
beforeAll(async () => {
  bed = await openBed();
  await send(bed.house);
  deliverer = await bed.token(['deliver', 'read']);
}, 60_000);
afterAll(() => bed.close());

const post = (path: string, json: unknown, token = deliverer) => bed.call(path, { method: 'POST', token, json });
const get = (path: string, token = deliverer) => bed.call(path, { token });
const order = { statistic: 'placement-events', reporter: '615', period: '2026Q1' };

describe('a delivery', () => {
  it('is made once, listed, has its manifest, and is made again alike', async () => {
    const { status, json } = await post('/v1/deliveries', { ...order, asOf: String(bed.house.status().head) });
    expect([status, json.again, json.id]).toEqual([200, false, 'placement-events/615/1']);
    for (const { name } of json.files) expect(existsSync(join(json.folder, name))).toBe(true);
    expect((await post('/v1/deliveries', { ...order, asOf: String(json.asOf) })).json).toMatchObject({
      id: json.id,
      again: true,
    });
    expect((await get(`/v1/deliveries/${json.id}`)).json).toMatchObject({
      statistic: 'placement-events',
      rows: json.rows,
    });
    const listed = await get('/v1/deliveries?statistic=placement-events&reporter=615&period=2026Q1');
    expect(listed.json.deliveries).toMatchObject([{ id: json.id }]);
    expect((await get('/v1/deliveries?period=2025Q1')).json.deliveries).toEqual([]);
    expect((await post('/v1/deliveries/reproduce', { id: json.id })).json).toMatchObject({ verdict: 'same-bytes' });
  });

  it('is compared with another, and supplemented', async () => {
    await post('/v1/deliveries', { ...order, period: '2025Q4', asOf: '100' });
    const { json: later } = await post('/v1/deliveries', { ...order, period: '2025Q4' });
    const { json: listed } = await get('/v1/deliveries?period=2025Q4');
    const [one, other] = listed.deliveries;
    const { json } = await post('/v1/deliveries/compare', { earlier: one.id, later: other.id });
    expect(json.added.length + json.changed.length).toBeGreaterThan(0);
    const supplement = await post('/v1/deliveries/supplements', { ...order, period: '2025Q4' });
    expect([later.id, supplement.json]).toEqual([other.id, { supplement: null }]);
  });

  it('of a full stock has no period, and parameters of its own', async () => {
    const { json } = await post('/v1/deliveries', {
      statistic: 'support-stock',
      reporter: '615',
      parameters: { since: '2020-01-01' },
    });
    expect(json).toMatchObject({ statistic: 'support-stock', period: '' });
  });

  it('of the country is for the role national', async () => {
    const country = { ...order, reporter: 'dk' };
    expect((await post('/v1/deliveries', country)).json.code).toBe('delivery.forbidden');
    expect((await post('/v1/deliveries', country, operatorToken)).json).toMatchObject({
      id: 'placement-events/dk/1',
      reporter: '',
    });
    expect((await get('/v1/deliveries/placement-events/dk/1', operatorToken)).json).toMatchObject({ reporter: '' });
    expect((await get('/v1/deliveries/placement-events/dk/1')).json.code).toBe('delivery.forbidden');
    expect((await get('/v1/deliveries?reporter=dk')).json.deliveries).toEqual([]);
  });

  it.each([
    [{ ...order, statistic: 'nothing' }, 404, 'delivery.unknown'],
    [{ ...order, reporter: '751' }, 403, 'delivery.forbidden'],
    [{ ...order, period: '2026' }, 422, 'delivery.period-kind'],
    [{ ...order, asOf: '2099-01-01' }, 422, 'delivery.as-of-ahead'],
    [{ ...order, asOf: '0' }, 422, 'delivery.as-of-invalid'],
    [{ ...order, asOf: 'yesterday' }, 400, 'as-of.invalid'],
    [{ ...order, period: '2026Q7' }, 422, 'body.invalid'],
    [{ ...order, statistic: undefined }, 422, 'body.invalid'],
    [{ ...order, parameters: { since: 2020 } }, 422, 'body.invalid'],
    [{ ...order, Rødgrød: 1 }, 422, 'body.invalid'],
    [[], 422, 'body.invalid'],
  ])('that cannot be made: %j', async (json, status, code) => {
    const told = await post('/v1/deliveries', json);
    expect([told.status, told.json.code]).toEqual([status, code]);
    expect(told.text).not.toContain('Rødgrød');
  });

  it('that was never made has no manifest, no difference and no reproduction', async () => {
    expect((await get('/v1/deliveries/placement-events/615/99')).json.code).toBe('delivery.not-found');
    expect((await post('/v1/deliveries/reproduce', { id: 'placement-events/615/99' })).json.code).toBe(
      'delivery.not-found',
    );
    const both = { earlier: 'placement-events/615/98', later: 'placement-events/615/99' };
    expect((await post('/v1/deliveries/compare', both)).json.code).toBe('delivery.not-found');
    expect((await post('/v1/deliveries/supplements', { ...order, period: '2024Q1' })).json.code).toBe(
      'delivery.not-delivered-before',
    );
  });

  it('names the statistics there are', async () => {
    const { json } = await get('/v1/statistics');
    expect(json.statistics.map((one: { id: string }) => one.id)).toContain('placement-events');
  });
});
