import { gzipSync } from 'node:zlib';
import { cloudEventTypeOf, eventType, exampleOf } from '#libs/cases';
import { openBed, operatorToken, type Asked, type Bed } from '../testing/api-bed.js';
import { rawConnection } from '../testing/raw.js';

let bed: Bed;
let publisher: string;
let other: string;
beforeAll(async () => {
  bed = await openBed({ limits: { still: 2000 } });
  publisher = await bed.token(['publish']);
  other = await bed.token(['publish'], { system: 'another-system' });
});
afterAll(() => bed.close());

let made = 0;
function line(data: Record<string, unknown> = {}, name = 'placement-decided'): string {
  const type = eventType(name)!;
  made++;
  return JSON.stringify({
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
  });
}
const lines = (count: number): string[] => Array.from({ length: count }, () => line());

const send = (body: Asked['body'], path = '/v1/imports', asked: Asked = {}) =>
  bed.call(path, { method: 'POST', token: publisher, type: 'application/x-ndjson', body, ...asked });

describe('an import', () => {
  it('takes the good lines, names the bad ones by number, and gives every receipt again', async () => {
    const body = [line(), '', '{"a":1,"a":2}', line({ decisionDate: 'x' }), line(), 'no json'].join('\n');
    const { status, json } = await send(body, '/v1/imports?importId=first');
    expect(status).toBe(200);
    expect(json).toMatchObject({ importId: 'first', complete: true, lines: 6, accepted: 2, duplicate: 0, refused: 3 });
    expect(json.refusals.map((one: { index: number }) => one.index)).toEqual([3, 4, 6]);
    const receipts = '/v1/imports/first/receipts';
    const page = await bed.call(`${receipts}?limit=2`, { token: publisher });
    expect(page.json.receipts.map((one: { index: number }) => one.index)).toEqual([1, 3]);
    const rest = await bed.call(`${receipts}?after=${page.json.next}`, { token: publisher });
    expect(rest.json.receipts.map((one: { verdict: string }) => one.verdict)).toEqual([
      'refused',
      'accepted',
      'refused',
    ]);
    expect(rest.json.next).toBeNull();
  });

  it('tells what is open about each event as soon as it is projected', async () => {
    // A start without its decision.
    await send(line({}, 'placement-started'), '/v1/imports?importId=open');
    await bed.house.projectedTo(bed.house.status().head);
    const { json } = await bed.call('/v1/imports/open/receipts', { token: publisher });
    expect([json.projected, json.receipts[0].findings.map(({ rule }: { rule: string }) => rule)]).toEqual([
      true,
      expect.arrayContaining(['ANB-2.1b']),
    ]);
  });

  it.each([
    ['in its encoding', { headers: { 'content-encoding': 'gzip' } }],
    ['by its media type', { type: 'application/gzip' }],
  ])('packed with gzip is said %s', async (_, asked) => {
    const body = gzipSync(lines(300).join('\n'));
    expect((await send(body, '/v1/imports', asked)).json).toMatchObject({ accepted: 300, refused: 0 });
    expect((await send(body, '/v1/imports', asked)).json).toMatchObject({ accepted: 0, duplicate: 300 });
  });

  it('that is no gzip, or half of it, is a problem; what was whole before it stays', async () => {
    const headers = { 'content-encoding': 'gzip' };
    expect((await send('no gzip', '/v1/imports', { headers })).json.code).toBe('intake.gzip');
    const packed = gzipSync(lines(50).join('\n'));
    const cut = await send(packed.subarray(0, packed.length - 20), '/v1/imports', { headers });
    expect([cut.status, cut.json.code]).toEqual([400, 'intake.gzip']);
  });

  it('has no limit of length but that of a line', async () => {
    const long = `${line()}\n${'\n'.repeat(40 * 1024 * 1024)}\n${line()}\n${'x'.repeat(300_000)}`;
    expect((await send(long)).json).toMatchObject({
      accepted: 2,
      refused: 1,
      refusals: [{ index: 40 * 1024 * 1024 + 4 }],
    });
  });

  it('of nothing is an import of nothing', async () => {
    expect((await send('')).json).toMatchObject({ lines: 0, accepted: 0, complete: true });
  });

  it('keeps what came before its sender was cut off, and goes on when it is sent again', async () => {
    const all = lines(2500);
    const raw = await rawConnection(bed.api.url);
    const before = bed.house.status().head;
    raw.write(
      `POST /v1/imports?importId=cut HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${publisher}\r\n` +
        'Content-Type: application/x-ndjson\r\nContent-Length: 9999999\r\n\r\n' +
        `${all.slice(0, 2100).join('\n')}\n`,
    );
    // It stands still, so the server hangs up.
    await raw.ended();
    while (bed.house.status().head < before + 2000) await new Promise((resolve) => setImmediate(resolve));
    const again = await send(all.join('\n'), '/v1/imports?importId=cut');
    expect(again.json.accepted + again.json.duplicate).toBe(2500);
    expect(again.json.duplicate).toBeGreaterThanOrEqual(2000);
    expect(bed.house.status().head).toBe(before + 2500);
  });

  it('brings nothing more in once its credential is revoked', async () => {
    const { id, token } = await bed.house.credentials.create({
      ...{ system: 'revoked', reporters: ['615'], roles: ['publish'], synthetic: true },
    });
    const raw = await rawConnection(bed.api.url);
    const before = bed.house.status().head;
    const [first, later] = [lines(1000).join('\n'), lines(10).join('\n')];
    raw.write(
      `POST /v1/imports?importId=revoked HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\n` +
        `Content-Type: application/x-ndjson\r\nContent-Length: ${first.length + later.length + 2}\r\n\r\n${first}\n`,
    );
    while (bed.house.status().head < before + 500) await new Promise((resolve) => setImmediate(resolve));
    await bed.house.credentials.revoke(id);
    raw.write(`${later}\n`);
    await raw.until('credential.invalid');
    expect(bed.house.status().head).toBeLessThanOrEqual(before + 1000);
  });

  it('belongs to its case system', async () => {
    await send(line(), '/v1/imports?importId=mine');
    const taken = await send(line(), '/v1/imports?importId=mine', { token: other });
    expect([taken.status, taken.json.code]).toEqual([409, 'intake.import-not-yours']);
    for (const path of ['/v1/imports/mine', '/v1/imports/mine/receipts']) {
      const { status, json } = await bed.call(path, { token: other });
      expect([status, json.code]).toEqual([404, 'import.unknown']);
    }
    const idsOf = async (token: string) =>
      (await bed.call('/v1/imports', { token })).json.imports.map((one: { importId: string }) => one.importId);
    expect(await idsOf(publisher)).toEqual(expect.arrayContaining(['mine', 'first']));
    expect(await idsOf(other)).toEqual([]);
    expect(await idsOf(operatorToken)).toContain('mine');
  });

  it('is nothing to another municipality whose cases lie in the same system, nor is what was refused in it', async () => {
    const body = line({ decisionDate: 'x' });
    const { eventId } = (await send(body, '/v1/imports?importId=of-615')).json.refusals[0];
    const neighbour = await bed.token(['publish', 'read', 'audit'], { reporters: ['751'] });
    const codeOf = async (path: string) => (await bed.call(path, { token: neighbour })).json.code;
    expect(await codeOf('/v1/imports/of-615')).toBe('import.unknown');
    expect(await codeOf('/v1/imports/of-615/receipts')).toBe('import.unknown');
    expect(await codeOf(`/v1/events/${eventId}`)).toBe('event.unknown');
    expect((await bed.call('/v1/imports', { token: neighbour })).json.imports).toEqual([]);
    expect((await bed.call('/v1/refusals', { token: neighbour })).json.refusals).toEqual([]);
    const taken = await send('', '/v1/imports?importId=of-615', { token: neighbour });
    expect([taken.status, taken.json.code]).toEqual([409, 'intake.import-not-yours']);
    // A renewed credential of the municipality goes on asking.
    const renewed = await bed.token(['read']);
    expect((await bed.call('/v1/imports/of-615', { token: renewed })).json.refused).toBe(1);
    expect((await bed.call(`/v1/events/${eventId}`, { token: renewed })).json.refused).toHaveLength(1);
  });

  it.each(['x y', '../x', '-x', 'a'.repeat(81)])('has an id of its form, which %p is not', async (importId) => {
    const { status, json } = await send(line(), `/v1/imports?importId=${encodeURIComponent(importId)}`);
    expect([status, json.code]).toEqual([400, 'query.invalid']);
  });

  it('has an id that is no CPR number', async () => {
    const { status, json } = await send(line(), '/v1/imports?importId=010115-4003');
    expect([status, json.code]).toEqual([400, 'url.cpr-number']);
  });

  it('is not sent as JSON', async () => {
    const { status, json } = await send(line(), '/v1/imports', { type: 'application/json' });
    expect([status, json.code]).toEqual([415, 'body.media-type']);
  });
});
