import { send } from '../../house/testing/demo-house.js';
import { openBed, type Bed } from '../testing/api-bed.js';

let bed: Bed;
let deliverer: string;
beforeAll(async () => {
  bed = await openBed();
  await send(bed.house);
  deliverer = await bed.token(['deliver']);
}, 60_000);
afterAll(() => bed.close());

const post = (path: string, json?: unknown, token = deliverer) =>
  bed.call(path, { method: 'POST', token, ...(json !== undefined && { json }) });
const get = (path: string, token = deliverer) => bed.call(path, { token });
const order = { kind: 'deliver', statistic: 'placement-events', reporter: '615', period: '2026Q1' };

describe('a delivery as a job', () => {
  it('is asked for, watched until it is done, and listed', async () => {
    const { status, json } = await post('/v1/jobs', order);
    expect([status, json.job]).toMatchObject([200, { kind: 'deliver', order: { reporter: '615' } }]);
    for (;;) {
      const { job } = (await get(`/v1/jobs/${json.job.id}`)).json;
      if (job.state === 'done') break;
      expect(['waiting', 'active']).toContain(job.state);
    }
    expect((await get('/v1/jobs')).json.jobs).toMatchObject([
      { id: json.job.id, result: { id: 'placement-events/615/1' } },
    ]);
    expect((await post(`/v1/jobs/${json.job.id}/cancel`)).json.job.state).toBe('done');
  });

  it('of the country is for the role national', async () => {
    const { status, json } = await post('/v1/jobs', { ...order, kind: 'deliver-country', reporter: 'dk' });
    expect([status, json.code]).toEqual([403, 'delivery.forbidden']);
  });

  it('says what is wrong with an order, and what job there is not', async () => {
    expect((await post('/v1/jobs', { ...order, kind: 'dig' })).json.code).toBe('body.invalid');
    expect((await post('/v1/jobs', { ...order, asOf: '999999' })).json.code).toBe('delivery.as-of-ahead');
    expect((await get(`/v1/jobs/deliver-${'0'.repeat(32)}`)).json.code).toBe('job.unknown');
    expect((await get('/v1/jobs', await bed.token(['read']))).status).toBe(403);
  });
});
