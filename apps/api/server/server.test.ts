import { exampleEvent } from '../events/event-schemas.js';
import { eventType } from '#libs/cases';
import { openCredentials } from '#libs/intake';
import { openBed, operatorToken, type Bed } from '../testing/api-bed.js';
import { bodyOf, rawConnection } from '../testing/raw.js';

let bed: Bed;
let reader: string;
beforeAll(async () => {
  bed = await openBed({ limits: { running: 8 } });
  reader = await bed.token(['read']);
});
afterAll(() => bed.close());

const cpr = '010115-4003';
const post = async (body: string, { token }: Bed = bed): Promise<string> =>
  `POST /v1/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${await token(['publish'])}\r\n` +
  `Content-Type: application/cloudevents+json\r\nContent-Length: ${body.length}\r\n\r\n${body}`;

describe('an address', () => {
  it.each(['/v2', '/v1', '/v1/events/x/y', '/favicon.ico', '/v1/views/', '//', '/v1/code-lists/%00'])(
    'that is none: %s',
    async (path) => {
      const { status, json } = await bed.call(path, { token: reader });
      expect([status, json.code]).toEqual([404, 'route.unknown']);
    },
  );

  it.each([
    ['DELETE', '/v1/events', 'GET, HEAD, POST'],
    ['PUT', '/v1/views/findings', 'GET, HEAD'],
    ['GET', '/v1/trace', 'POST'],
    ['OPTIONS', '/health/live', 'GET, HEAD'],
    ['PROPFIND', '/', 'GET, HEAD'],
  ])('that does not take the method: %s %s', async (method, path, allow) => {
    const { status, json, headers } = await bed.call(path, { method, token: reader });
    expect([status, json.code, headers.get('allow')]).toEqual([405, 'method.not-allowed', allow]);
  });

  it('that is not encoded rightly', async () => {
    const raw = await rawConnection(bed.api.url);
    raw.write('GET /v1/views/%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
    const answer = await raw.ended();
    expect(answer).toMatch(/^HTTP\/1.1 400 /);
    expect(bodyOf(answer)).toMatchObject({ code: 'request.malformed' });
  });

  it('that is too long', async () => {
    const { status, json } = await bed.call(`/v1/views?reporter=${'6'.repeat(3000)}`, { token: reader });
    expect([status, json.code]).toEqual([414, 'url.too-long']);
  });

  it.each([`/v1/events?id=${cpr}`, '/v1/events?id=0101154003', `/v1/views/${cpr}`, `/v1/views?${cpr}=1`])(
    'never carries a CPR number: %s',
    async (path) => {
      const { status, json, text } = await bed.call(path, { token: reader });
      expect([status, json.code]).toEqual([400, 'url.cpr-number']);
      expect(text + bed.log()).not.toMatch(/010115-?4003/);
    },
  );
});

describe('a query', () => {
  it('with a name that is not of the operation names those that are', async () => {
    const { json, text } = await bed.call('/v1/views/findings?Reporter=615', { token: reader });
    expect(json).toMatchObject({ code: 'query.unknown', allowed: expect.arrayContaining(['reporter', 'asOf']) });
    expect(text).not.toContain('Reporter');
  });

  it.each([
    'limit=0',
    'limit=1001',
    'limit=x',
    'on=2026-02-30',
    'period=2026Q5',
    'reporter=Aarhus',
    'limit=1&limit=2',
    'format=xml',
  ])('that does not have its form: %s', async (query) => {
    const { status, json } = await bed.call(`/v1/views/findings?${query}`, { token: reader });
    expect([status, json.code, json.parameters.length]).toEqual([400, 'query.invalid', 1]);
  });
});

describe('a credential', () => {
  it.each([
    [undefined, 'credential.missing'],
    ['', 'credential.invalid'],
    ['Basic eDp5', 'credential.invalid'],
    ['Bearer', 'credential.invalid'],
    ['Bearer nobody', 'credential.invalid'],
    [`Bearer ${operatorToken}x`, 'credential.invalid'],
  ])('that is none: %p', async (authorization, code) => {
    const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
    const { status, json, headers: answered } = await bed.call('/v1/views', { headers });
    expect([status, json.code]).toEqual([401, code]);
    expect(answered.get('www-authenticate')).toMatch(/^Bearer realm="sagsspor"/);
  });

  it('is refused from the moment it is revoked', async () => {
    const { id, token } = await bed.house.credentials.create({
      system: 's',
      reporters: ['615'],
      roles: ['read'],
      synthetic: true,
    });
    expect((await bed.call('/v1/views', { token })).status).toBe(200);
    await bed.house.credentials.revoke(id);
    expect((await bed.call('/v1/views', { token })).status).toBe(401);
  });

  it('is refused as soon as another process has revoked it', async () => {
    const { id, token } = await bed.house.credentials.create({
      ...{ system: 's', reporters: ['615'], roles: ['read'], synthetic: true },
    });
    const ask = async (): Promise<number> => (await bed.call('/v1/views', { token })).status;
    expect([await ask(), await ask()]).toEqual([200, 200]);
    // Another connection to the file, as another process has one.
    const other = openCredentials({ directory: bed.house.config.data });
    await other.revoke(id);
    other.close();
    expect(await ask()).toBe(401);
  });

  it.each([
    ['GET', '/v1/views', ['read']],
    ['GET', '/v1/forms/1', ['read', 'deliver']],
    ['POST', '/v1/trace', ['audit']],
    ['POST', '/v1/deliveries', ['deliver']],
    ['GET', '/v1/deliveries', ['deliver']],
    ['POST', '/v1/backups', ['operate']],
    ['POST', '/v1/rebuilds', ['operate']],
    ['POST', '/v1/jobs/rebuilds', ['operate']],
    ['POST', '/v1/seals', ['operate']],
    ['POST', '/v1/imports', ['publish']],
  ])('without the role of %s %s', async (method, path, roles) => {
    const all = ['publish', 'read', 'deliver', 'audit', 'national', 'operate'] as const;
    const token = await bed.token(all.filter((role) => !roles.includes(role)));
    const { status, json } = await bed.call(path, {
      method,
      token,
      type: 'application/json',
      body: method === 'POST' ? '{}' : undefined,
    });
    expect([status, json.code, json.roles]).toEqual([403, 'role.missing', roles]);
  });
});

describe('an answer', () => {
  it('is of a type that was asked for, or none', async () => {
    const accept = (type: string) => bed.call('/v1/views', { token: reader, headers: { accept: type } });
    expect((await accept('application/json')).status).toBe(200);
    expect((await accept('text/html;q=0.9, */*;q=0.1')).status).toBe(200);
    const { status, json } = await accept('image/png, application/json;q=0');
    expect([status, json.code, json.offered]).toEqual([406, 'accept.none', ['application/json']]);
  });

  it('to HEAD is the head of that to GET', async () => {
    const { status, text, headers } = await bed.call('/v1/views', { method: 'HEAD', token: reader });
    expect([status, text]).toEqual([200, '']);
    expect(Number(headers.get('content-length'))).toBeGreaterThan(1000);
  });

  it('carries what keeps it from being framed, guessed at or kept', async () => {
    const { headers } = await bed.call('/v1/views', { token: reader });
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  });
});

describe('what is no request', () => {
  it.each([
    ['garbage', 'Barnet hedder ...\r\n\r\n', 400, 'request.malformed'],
    ['no host', 'GET / HTTP/1.1\r\n\r\n', 400, 'request.malformed'],
    ['an unknown method', 'FOO / HTTP/1.1\r\nHost: x\r\n\r\n', 400, 'request.malformed'],
    ['headers without end', `GET / HTTP/1.1\r\nHost: x\r\nX: ${'y'.repeat(20_000)}`, 431, 'headers.too-large'],
    [
      'two lengths',
      'POST /v1/events HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\nabc',
      400,
      'request.malformed',
    ],
  ])('%s', async (_, text, status, code) => {
    const raw = await rawConnection(bed.api.url);
    raw.write(text);
    const answer = await raw.ended();
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    if (answer.includes('problem+json')) expect(bodyOf(answer)).toMatchObject({ code, status });
    expect((await bed.call('/health/live')).status).toBe(200);
  });
});

describe('a sender that is too slow is cut off', () => {
  let own: Bed;
  beforeAll(async () => {
    own = await openBed({ limits: { head: 500, body: 500 } });
  });
  afterAll(() => own.close());

  it('a head that comes too slowly', async () => {
    const raw = await rawConnection(own.api.url);
    raw.write('GET / HTTP/1.1\r\nHost:');
    expect(bodyOf(await raw.ended())).toMatchObject({ code: 'request.timeout', status: 408 });
  });

  it('a body that comes too slowly', async () => {
    const before = own.house.status().head;
    const raw = await rawConnection(own.api.url);
    const whole = await post(JSON.stringify(exampleEvent(eventType('placement-decided')!)), own);
    raw.write(whole.slice(0, -1));
    await raw.ended();
    expect(own.house.status().head).toBe(before);
  });
});

it('requests in a pipeline are answered in their order', async () => {
  const raw = await rawConnection(bed.api.url);
  const get = (path: string, more = ''): string => `GET ${path} HTTP/1.1\r\nHost: x\r\n${more}\r\n`;
  raw.write(get('/health/live') + get('/nowhere') + get('/health/ready', 'Connection: close\r\n'));
  const answer = await raw.ended();
  expect([...answer.matchAll(/HTTP\/1.1 (\d+)/g)].map(([, status]) => status)).toEqual(['200', '404', '200']);
});

it('more requests than there is room for are told so', async () => {
  const whole = await post(JSON.stringify({}));
  const held = await Promise.all(Array.from({ length: 8 }, () => rawConnection(bed.api.url)));
  for (const raw of held) raw.write(whole.slice(0, -1));
  let told = await bed.call('/v1/views', { token: reader });
  while (told.status === 200) told = await bed.call('/v1/views', { token: reader });
  expect([told.status, told.json.code, told.headers.get('retry-after')]).toEqual([429, 'server.busy', '1']);
  const health = await Promise.all(['/health/live', '/health/ready', '/metrics'].map((path) => bed.call(path)));
  expect(health.map(({ status }) => status)).toEqual([200, 200, 200]);
  for (const raw of held) raw.write(whole.slice(-1));
  await Promise.all(held.map((raw) => raw.until('HTTP/1.1')));
  for (const raw of held) raw.socket.destroy();
  expect((await bed.call('/v1/views', { token: reader })).status).toBe(200);
});

it('bodies that together are more than the server holds are told so, and it recovers', async () => {
  const own = await openBed({}, 100_000);
  const token = await own.token(['publish']);
  const part = 'x'.repeat(90_000);
  const head =
    `POST /v1/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\n` +
    `Content-Type: application/cloudevents+json\r\nContent-Length: ${part.length + 1}\r\n\r\n`;
  const held = await Promise.all(Array.from({ length: 5 }, () => rawConnection(own.api.url)));
  for (const raw of held) raw.write(head + part);
  await Promise.race(held.map((raw) => raw.until('server.busy')));
  for (const raw of held) raw.socket.destroy();
  let told = await own.call('/v1/events', { method: 'POST', token, type: 'application/cloudevents+json', body: part });
  while (told.status === 429)
    told = await own.call('/v1/events', { method: 'POST', token, type: 'application/cloudevents+json', body: part });
  expect(told.json.code).toBe('json-syntax');
  await own.close();
});

it('the log has templates, times and ids, and nothing of the URL or the client’s making', async () => {
  await bed.call('/v1/events?id=evt-of-the-log-test', { token: reader, headers: { 'x-request-id': 'forged' } });
  const lines = bed
    .log()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const line = lines.findLast((one) => one.route === '/v1/events');
  expect(line).toMatchObject({
    method: 'GET',
    route: '/v1/events',
    status: 404,
    problem: 'event.unknown',
    principal: expect.stringMatching(/^[a-z0-9]+$/),
    requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    ms: expect.any(Number),
  });
  expect(bed.log()).not.toMatch(/evt-of-the-log-test|forged|Bearer|sgs_/);
});

describe('closing', () => {
  it('answers what is under way, refuses what still comes, and ends', async () => {
    const own = await openBed();
    const token = await own.token(['publish']);
    const body = JSON.stringify({ ...exampleEvent(eventType('placement-decided')!), id: 'last' }).replace(
      '"751"',
      '"615"',
    );
    const head =
      `POST /v1/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\n` +
      `Content-Type: application/cloudevents+json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n`;
    const raw = await rawConnection(own.api.url);
    raw.write('GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n');
    await raw.until('"live"');
    raw.write(head + body.slice(0, -1));
    // The server has the head when it counts the request.
    while (!(await (await fetch(`${own.api.url}/metrics`)).text()).includes('sagsspor_http_requests_under_way 2'));
    const closed = own.api.close();
    raw.write(`${body.slice(-1)}GET /health/ready HTTP/1.1\r\nHost: x\r\n\r\n`);
    const answer = await raw.ended();
    expect(answer).toContain('"accepted":1');
    await closed;
    await expect(fetch(`${own.api.url}/health/live`)).rejects.toThrow();
    expect(own.house.status().head).toBe(1);
    await own.house.close();
    own.place.remove();
  });

  it('tells a request on a kept connection that it closes', async () => {
    const own = await openBed();
    const raw = await rawConnection(own.api.url);
    const stream = await rawConnection(own.api.url);
    const token = await own.token(['publish']);
    stream.write(
      `POST /v1/imports HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\n` +
        'Content-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n{}\n\r\n',
    );
    raw.write(
      'GET /health/live HTTP/1.1\r\nHost: x\r\n\r\nPOST /v1/trace HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{',
    );
    await raw.until('credential.missing');
    const closed = own.api.close();
    raw.write('}GET /health/ready HTTP/1.1\r\nHost: x\r\n\r\n');
    const answer = await raw.ended();
    expect(answer).toContain('server.closing');
    stream.write('3\r\n{}\n\r\n');
    expect(await stream.until('"complete"')).toContain('"complete":false');
    await closed;
    await own.house.close();
    own.place.remove();
  });
});
