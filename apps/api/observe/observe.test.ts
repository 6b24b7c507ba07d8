import { eventType } from '#libs/cases';
import { exampleEvent } from '../events/event-schemas.js';
import { openBed, type Bed } from '../testing/api-bed.js';

let bed: Bed;
beforeAll(async () => {
  bed = await openBed();
});
afterAll(() => bed.close());

const metric = async (name: string): Promise<number> => {
  const { text } = await bed.call('/metrics');
  const line = text.split('\n').find((one) => one.startsWith(`${name} `));
  return Number(line?.slice(name.length));
};

describe('health', () => {
  it('needs no credential', async () => {
    expect((await bed.call('/health/live')).json).toEqual({ status: 'live' });
    expect((await bed.call('/health/ready')).json).toEqual({ status: 'ready', head: 0, projected: 0 });
  });

  it('is not ready while projecting stands still, and does not say why', async () => {
    const { status } = bed.house;
    const replaced = bed.house as { status: typeof status };
    replaced.status = () => ({ ...status(), failure: '010115-4003' });
    try {
      const told = await bed.call('/health/ready');
      expect([told.status, told.json.code]).toEqual([503, 'server.not-ready']);
      expect(told.text).not.toContain('010115');
      expect(await metric('sagsspor_projection_failed')).toBe(1);
    } finally {
      replaced.status = status;
    }
  });
});

describe('a process that is new on an event store', () => {
  it('is ready once its projections have come near the head, and stays so', async () => {
    const fresh = await openBed();
    const { status } = fresh.house;
    const store = { connected: true, caughtUp: true, lagMs: 0, resubscriptions: 0, trouble: null, stopped: false };
    const ready = async (head: number, projected: number): Promise<number> => {
      (fresh.house as { status: typeof status }).status = () => ({ ...status(), head, projected, store });
      return (await fresh.call('/health/ready')).status;
    };
    try {
      expect(await ready(8_951, 500)).toBe(503);
      expect(await ready(8_951, 8_000)).toBe(200);
      expect(await ready(20_000, 8_000)).toBe(200);
    } finally {
      (fresh.house as { status: typeof status }).status = status;
      await fresh.close();
    }
  });
});

describe('metrics', () => {
  it('count events by verdict, and requests by template and status', async () => {
    const token = await bed.token(['publish']);
    const event = { ...exampleEvent(eventType('placement-decided')!), id: 'id-that-no-metric-holds' };
    const text = JSON.stringify(event).replace('"751"', '"615"');
    const send = (body: string, path = '/v1/events', type = 'application/cloudevents+json') =>
      bed.call(path, { method: 'POST', token, type, body });
    await send(text);
    await send(text);
    await send('{}');
    await send(text, '/v1/events?validateOnly=true');
    await send(`${text}\n{}\n`, '/v1/imports', 'application/x-ndjson');
    await bed.house.projectedTo(1);
    expect(await metric('sagsspor_intake_events_total{verdict="accepted"}')).toBe(1);
    expect(await metric('sagsspor_intake_events_total{verdict="duplicate"}')).toBe(2);
    expect(await metric('sagsspor_intake_events_total{verdict="refused"}')).toBe(2);
    expect(await metric('sagsspor_log_head')).toBe(1);
    expect(await metric('sagsspor_projection_lag')).toBe(0);
    expect(await metric('sagsspor_log_commit_milliseconds')).toBeGreaterThan(0);
    expect(await metric('sagsspor_http_requests_total{method="POST",route="/v1/events",status="422"}')).toBe(1);
    // Without its values: a number of bytes may have any digits.
    const series = (await bed.call('/metrics')).text.replaceAll(/ [\d.e+-]+$/gm, '');
    expect(series).not.toMatch(/id-that-no-metric-holds|test-system|615/);
  });

  it('have no series of a client’s making', async () => {
    await bed.call('/nowhere/010115-4003');
    await bed.call('/health/live', { method: 'PROPFIND' });
    const { text } = await bed.call('/metrics');
    expect(text).toContain('route="none",status="404"');
    expect(text).not.toMatch(/nowhere|010115|PROPFIND/);
  });
});
