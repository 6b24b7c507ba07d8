import { eventIdOf } from '#libs/intake';
import { cloudEventTypeOf, eventType, eventTypes, exampleOf } from '#libs/cases';
import { openBed, operatorToken, type Bed } from '../testing/api-bed.js';
import { exampleEvent } from './event-schemas.js';

const single = 'application/cloudevents+json';
const batch = 'application/cloudevents-batch+json';

let bed: Bed;
let publisher: string;
beforeAll(async () => {
  bed = await openBed();
  publisher = await bed.token(['publish', 'read']);
});
afterAll(() => bed.close());

let made = 0;
/** A good event of a child of its own case, unless `data` says otherwise. */
function good(data: Record<string, unknown> = {}, id = `evt-${++made}`): Record<string, unknown> {
  const type = eventType('placement-decided')!;
  return {
    specversion: '1.0',
    id,
    source: '/test',
    type: cloudEventTypeOf(type),
    data: {
      ...exampleOf(type.data, false),
      reporter: '615',
      caseId: `S-${made}`,
      person: { kind: 'person-id', number: `child-${made}` },
      ...data,
    },
  };
}

const send = (body: unknown, type = single, path = '/v1/events', headers = {}) =>
  bed.call(path, {
    method: 'POST',
    token: publisher,
    type,
    headers,
    body: typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body),
  });

const head = () => bed.house.status().head;

describe('POST /v1/events', () => {
  it.each([single, 'application/json', 'application/cloudevents+json; charset=UTF-8'])(
    'takes one event as %s',
    async (type) => {
      const event = good();
      const { status, json } = await send(event, type);
      expect([status, json]).toMatchObject([
        200,
        {
          accepted: 1,
          duplicate: 0,
          refused: 0,
          receipts: [{ index: 0, verdict: 'accepted', revision: 0, ordinal: head() }],
        },
      ]);
      expect((await send(event, type)).json).toMatchObject({ duplicate: 1, receipts: [{ ordinal: head() }] });
    },
  );

  it.each([batch, 'application/json'])('takes a batch as %s, the good ones though others are refused', async (type) => {
    const before = head();
    const { status, json } = await send([good(), good({ decisionDate: '2026-02-30' }), good()], type);
    expect(status).toBe(200);
    expect(json).toMatchObject({ accepted: 2, refused: 1 });
    expect(json.receipts[1]).toMatchObject({
      verdict: 'refused',
      refusals: [{ rule: 'SYS-shape', field: '/data/decisionDate' }],
    });
    expect(head()).toBe(before + 2);
  });

  it('answers an empty batch', async () => {
    expect((await send([], batch)).json).toEqual({ accepted: 0, duplicate: 0, refused: 0, receipts: [] });
  });

  it('answers a single refused event with its refusals', async () => {
    const before = head();
    const { status, json } = await send(good({ decisionDate: '2031-01-01' }));
    expect([status, json]).toMatchObject([
      422,
      {
        code: 'events.refused',
        verdict: 'refused',
        refusals: [{ rule: 'SYS-date-ahead', field: '/data/decisionDate' }],
      },
    ]);
    expect(head()).toBe(before);
  });

  it('judges only, where it is asked to', async () => {
    const [before, event] = [head(), good()];
    expect((await send(event, single, '/v1/events?validateOnly=true')).json).toMatchObject({ accepted: 1 });
    expect(head()).toBe(before);
    expect((await send(event)).json).toMatchObject({ accepted: 1 });
  });

  it('keeps to an expected revision, of a single event only', async () => {
    const event = good();
    const wrong = await send(event, single, '/v1/events', { 'expected-revision': '7' });
    expect([wrong.status, wrong.json.refusals[0].rule]).toEqual([422, 'SYS-expected-revision']);
    expect((await send(event, single, '/v1/events', { 'expected-revision': '-1' })).json).toMatchObject({
      accepted: 1,
    });
    expect((await send([good(), good()], batch, '/v1/events', { 'expected-revision': '1' })).json.code).toBe(
      'intake.expected-revision',
    );
    expect((await send(good(), single, '/v1/events', { 'expected-revision': 'x' })).json.code).toBe('header.invalid');
  });

  it('refuses an event of another reporter, whatever its source says', async () => {
    const { status, json } = await send({ ...good({ reporter: '751' }), source: '/751' });
    expect([status, json.refusals[0].rule]).toEqual([422, 'SYS-reporter-not-yours']);
  });

  it('keeps receipts under an import id, which belongs to the case system', async () => {
    await send([good(), good()], batch, '/v1/events?importId=by-batch');
    const found = await bed.call('/v1/imports/by-batch/receipts', { token: publisher });
    expect(found.json.receipts).toHaveLength(2);
    const other = await bed.token(['publish'], { system: 'another-system' });
    const body = JSON.stringify([good()]);
    const answer = await bed.call('/v1/events?importId=by-batch', { method: 'POST', token: other, type: batch, body });
    expect(answer.json.code).toBe('intake.import-not-yours');
    expect((await bed.call('/v1/imports/by-batch', { token: other })).json.code).toBe('import.unknown');
  });

  it('needs the role publish', async () => {
    for (const token of [await bed.token(['read', 'deliver', 'audit', 'national', 'operate']), operatorToken]) {
      const { status, json } = await bed.call('/v1/events', { method: 'POST', token, type: single, json: good() });
      expect([status, json.code, json.roles]).toEqual([403, 'role.missing', ['publish']]);
    }
  });
});

describe('an event asked for again', () => {
  it('is found by our id and by the sender’s, with what is open about it', async () => {
    const event = good();
    const { json } = await send(event);
    const [{ eventId, ordinal }] = json.receipts;
    await bed.house.projectedTo(ordinal);
    const byId = await bed.call(`/v1/events/${eventId}`, { token: publisher });
    expect(byId.json).toMatchObject({
      eventId,
      stored: [{ ordinal, system: 'test-system' }],
      refused: [],
      projected: true,
    });
    expect((await bed.call(`/v1/events?id=${String(event['id'])}`, { token: publisher })).json).toEqual(byId.json);
    expect(eventIdOf('test-system', String(event['id']))).toBe(eventId);
  });

  it('is not known to another case system', async () => {
    const { json } = await send(good());
    const other = await bed.token(['publish', 'read'], { system: 'another-system' });
    const answer = await bed.call(`/v1/events/${json.receipts[0].eventId}`, { token: other });
    expect([answer.status, answer.json.code]).toEqual([404, 'event.unknown']);
  });

  it('is listed when it was refused, month by month, to its own system', async () => {
    await send(good({ causes: [] }));
    const { json } = await bed.call('/v1/refusals?limit=1', { token: publisher });
    expect(json.refusals).toHaveLength(1);
    const rest = await bed.call(`/v1/refusals?month=${json.month}&after=${json.next}&limit=1000`, { token: publisher });
    expect(rest.json.refusals.length).toBeGreaterThan(0);
    const other = await bed.token(['publish'], { system: 'another-system' });
    expect((await bed.call('/v1/refusals', { token: other })).json.refusals).toEqual([]);
    expect((await bed.call('/v1/refusals', { token: operatorToken })).json.refusals.length).toBeGreaterThan(1);
    expect((await bed.call('/v1/refusals?month=2026-13', { token: publisher })).json.code).toBe('query.invalid');
  });
});

describe('what is documented of events', () => {
  it.each(eventTypes().map(({ name }) => name))('the example of %s is taken', async (name) => {
    const event = exampleEvent(eventType(name)!);
    const all = await bed.token(['publish'], { reporters: ['*'] });
    const path = '/v1/events?validateOnly=true';
    const { json } = await bed.call(path, { method: 'POST', token: all, type: single, json: event });
    expect(json.receipts ?? json.refusals).toMatchObject([{ verdict: 'accepted' }]);
  });
});
