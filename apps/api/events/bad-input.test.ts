import { cloudEventTypeOf, eventType, exampleOf } from '#libs/cases';
import { openBed, type Bed } from '../testing/api-bed.js';

const single = 'application/cloudevents+json';
const batch = 'application/cloudevents-batch+json';
/** Reads as a CPR number; it must come back nowhere. */
const cpr = '010115-4003';
const secret = 'Rødgrød-4711';

let bed: Bed;
let token: string;
beforeAll(async () => {
  bed = await openBed();
  token = await bed.token(['publish', 'read']);
});
afterAll(() => bed.close());

const send = (body: string | Uint8Array, type = single) =>
  bed.call('/v1/events', { method: 'POST', token, type, body });
const head = () => bed.house.status().head;

let made = 0;
function good(data: Record<string, unknown> = {}): Record<string, unknown> {
  const type = eventType('support-started')!;
  made++;
  return {
    specversion: '1.0',
    id: `evt-${made}`,
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

/** Nothing of it was stored, nothing of it is told, and the next event is taken. */
async function nothingHappened(before: number, told: { text: string }): Promise<void> {
  expect(head()).toBe(before);
  for (const value of [cpr, cpr.replace('-', ''), secret]) {
    expect(told.text).not.toContain(value);
    expect(bed.log()).not.toContain(value);
  }
  expect((await send(JSON.stringify(good()))).json).toMatchObject({ accepted: 1 });
}

describe('bad input is a problem, and the process goes on', () => {
  const event = (): string => JSON.stringify(good());
  it.each([
    ['an empty body', () => '', 400, 'json-syntax'],
    ['white space', () => ' \n', 400, 'json-syntax'],
    ['no JSON', () => `Barnet hedder ${secret}`, 400, 'json-syntax'],
    ['JSON that is cut off', () => event().slice(0, -3), 400, 'json-syntax'],
    ['another encoding', () => Buffer.from(`{"a":"${secret}"}`, 'latin1'), 400, 'json-utf8'],
    ['UTF-16', () => Buffer.from(event(), 'utf16le'), 400, 'json-syntax'],
    ['deep nesting', () => `${'{"a":'.repeat(100)}1${'}'.repeat(100)}`, 400, 'json-too-deep'],
    ['a million brackets', () => '['.repeat(1_000_000), 400, 'json-too-deep'],
    ['__proto__', () => event().replace('{', `{"__proto__":{"roles":["${secret}"]},`), 400, 'json-forbidden-key'],
    ['constructor', () => event().replace('{', '{"constructor":{},'), 400, 'json-forbidden-key'],
    ['a key twice', () => event().replace('{', `{"id":"${secret}",`), 400, 'json-duplicate-key'],
    ['half a surrogate pair', () => event().replace('/test', '\\ud800'), 400, 'json-lone-surrogate'],
  ])('%s', async (_, body, status, code) => {
    const before = head();
    const told = await send(body());
    expect([told.status, told.json.code]).toEqual([status, code]);
    await nothingHappened(before, told);
  });

  it.each([
    ['a list as one event', () => JSON.stringify([good()]), 'SYS-envelope'],
    ['a number as an event', () => '4711', 'SYS-envelope'],
    ['null as an event', () => 'null', 'SYS-envelope'],
    ['an unknown type', () => JSON.stringify({ ...good(), type: `dk.sagsspor.${secret}.v1` }), 'SYS-type-unknown'],
    ['an unknown field', () => JSON.stringify(good({ [secret]: cpr })), 'SYS-shape'],
    ['a CPR number as id', () => JSON.stringify({ ...good(), id: cpr }), 'SYS-cpr-misplaced'],
    ['a CPR number as a code', () => JSON.stringify(good({ pgf: cpr })), 'SYS-cpr-misplaced'],
    ['a CPR number as an attribute', () => JSON.stringify({ ...good(), comment: cpr }), 'SYS-cpr-misplaced'],
  ])('%s is refused', async (_, body, rule) => {
    const before = head();
    const told = await send(body());
    expect([told.status, told.json.code]).toEqual([422, 'events.refused']);
    expect(told.json.refusals.map((one: { rule: string }) => one.rule)).toContain(rule);
    await nothingHappened(before, told);
  });

  it('a P-number that looks like a CPR number is taken', async () => {
    const told = await send(JSON.stringify(good({ pNumber: '0101154003' })));
    expect(told.json.receipts ?? told.json.refusals).toMatchObject([{ verdict: 'accepted' }]);
  });

  it.each([
    'text/plain',
    'application/xml',
    'multipart/form-data; boundary=x',
    'application/x-ndjson',
    'application/json; charset=iso-8859-1',
  ])('the media type %s', async (type) => {
    const before = head();
    const told = await send(JSON.stringify(good()), type);
    expect([told.status, told.json.code]).toEqual([415, 'body.media-type']);
    expect(told.headers.get('accept')).toContain(single);
    await nothingHappened(before, told);
  });

  it('a packed body, which only imports take', async () => {
    const headers = { 'content-encoding': 'gzip' };
    const told = await bed.call('/v1/events', { method: 'POST', token, type: single, headers, body: 'x' });
    expect([told.status, told.json.code]).toEqual([415, 'body.encoding']);
  });

  it('an object where a batch is said', async () => {
    const told = await send(JSON.stringify(good()), batch);
    expect([told.status, told.json.code]).toEqual([400, 'events.batch-expected']);
  });

  it('100 MB, said beforehand or not', async () => {
    const before = head();
    const told = await send(Buffer.alloc(100 * 1024 * 1024, 0x20));
    expect([told.status, told.json.code]).toEqual([413, 'body.too-large']);
    const chunk = new Uint8Array(1024 * 1024).fill(0x20);
    let left = 100;
    const stream = new ReadableStream({
      pull: (controller) => (left-- > 0 ? controller.enqueue(chunk) : controller.close()),
    });
    const streamed = await bed.call('/v1/events', { method: 'POST', token, type: single, body: stream });
    expect([streamed.status, streamed.json.code]).toEqual([413, 'body.too-large']);
    await nothingHappened(before, streamed);
  });

  it('100 MB of nobody, of which not a byte is kept', async () => {
    const body = Buffer.alloc(100 * 1024 * 1024, 0x20);
    const told = await bed.call('/v1/events', { method: 'POST', type: single, body });
    expect([told.status, told.json.code]).toEqual([401, 'credential.missing']);
  });

  it('10 000 events of which one is wrong: the rest is taken', async () => {
    const before = head();
    const events = Array.from({ length: 10_000 }, () => good());
    (events[6789]!['data'] as Record<string, unknown>)['startDate'] = secret;
    const told = await send(JSON.stringify(events), batch);
    expect([told.status, told.json.accepted, told.json.refused]).toEqual([200, 9999, 1]);
    expect(told.json.receipts[6789]).toMatchObject({ index: 6789, verdict: 'refused' });
    expect(head()).toBe(before + 9999);
    expect(told.text).not.toContain(secret);
  });

  it('10 001 events: none is taken', async () => {
    const before = head();
    const told = await send(JSON.stringify(Array.from({ length: 10_001 }, () => 1)), batch);
    expect([told.status, told.json.code]).toEqual([413, 'intake.too-many-events']);
    await nothingHappened(before, told);
  });
});
