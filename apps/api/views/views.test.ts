import { views } from '#projections';
import { fewChildren, send } from '../../house/testing/demo-house.js';
import { openBed, operatorToken, type Bed } from '../testing/api-bed.js';
import { rawConnection } from '../testing/raw.js';

let bed: Bed;
let reader: string;
beforeAll(async () => {
  bed = await openBed();
  await send(bed.house);
  reader = await bed.token(['read']);
}, 60_000);
afterAll(() => bed.close());

const get = (path: string, headers = {}, token = reader) => bed.call(path, { token, headers });

describe('views', () => {
  it('are all listed', async () => {
    const { json } = await get('/v1/views');
    expect(json.views.map((one: { name: string }) => one.name)).toEqual(views.map(({ name }) => name));
  });

  it.each(views.map(({ name }) => name))('%s is the same as pages, as CSV, and as JSON Lines', async (name) => {
    const rows: Record<string, unknown>[] = [];
    for (let after = ''; ; ) {
      const { json } = await get(`/v1/views/${name}?limit=50${after && `&after=${encodeURIComponent(after)}`}`);
      rows.push(...json.rows);
      if (json.next === null) break;
      after = json.next;
    }
    const lines = await get(`/v1/views/${name}`, { accept: 'application/x-ndjson' });
    expect(lines.headers.get('content-type')).toBe('application/x-ndjson');
    expect(
      lines.text
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line)),
    ).toEqual(rows);
    const csv = await get(`/v1/views/${name}`, { accept: 'text/csv' });
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
    expect(csv.headers.get('content-disposition')).toBe(`attachment; filename="${name}.csv"`);
    expect(csv.text.split('\r\n')).toHaveLength(rows.length + 2);
  });

  it('are written for a Danish Excel where that is asked for', async () => {
    const response = await fetch(`${bed.api.url}/v1/views/placements?format=csv-excel`, {
      headers: { authorization: `Bearer ${reader}`, accept: 'text/html' },
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    expect(bytes.toString().split('\r\n')[0]).toContain(';');
  });

  it('are narrowed by period, day and case, as of any moment', async () => {
    const all = (await get('/v1/views/placement-events?limit=1000')).json;
    const quarter = (await get('/v1/views/placement-events?period=2026Q1&limit=1000')).json;
    expect(quarter.rows.length).toBeGreaterThan(0);
    expect(quarter.rows.length).toBeLessThan(all.rows.length);
    const early = (await get(`/v1/views/placement-events?limit=1000&asOf=50`)).json;
    expect([early.asOf, early.rows.length < all.rows.length]).toEqual([50, true]);
  });

  it('stay as of the first page though events come in between, with and without an asOf', async () => {
    const path = '/v1/views/timeline?limit=100&asOf=now';
    const before = await get('/v1/views/timeline?format=jsonl');
    const first = (await get(path)).json;
    await send(bed.house, { ...fewChildren, seed: 'more', faults: false });
    expect((await get(path)).json.asOf).toBeGreaterThan(first.asOf);
    const rows = [...first.rows];
    for (let after = first.next, asked = path; after !== null; asked = '/v1/views/timeline?limit=100') {
      const page = (await get(`${asked}&after=${encodeURIComponent(after)}`)).json;
      expect(page.asOf).toBe(first.asOf);
      rows.push(...page.rows);
      after = page.next;
    }
    expect(rows.map((row) => JSON.stringify(row)).join('\n')).toBe(before.text.trim());
  });

  it.each([
    ['/v1/views/placements?after=99999999.WyIiLCIiLCIxIl0', 400, 'view.query'],
    ['/v1/views/nothing', 404, 'view.unknown'],
    ['/v1/views/placement-events?on=2026-01-01', 400, 'view.query'],
    ['/v1/views/placement-events?after=nonsense', 400, 'view.query'],
    ['/v1/views/placement-events?asOf=yesterday', 400, 'as-of.invalid'],
    ['/v1/views/placement-events?reporter=751', 403, 'view.forbidden'],
    ['/v1/views/placement-events?reporter=dk', 403, 'view.forbidden'],
    ['/v1/views/placement-events?format=csv&limit=5', 400, 'query.paging-of-stream'],
    ['/v1/views/nothing?format=csv', 404, 'view.unknown'],
  ])('%s is a problem', async (path, status, code) => {
    const { json, ...told } = await get(path);
    expect([told.status, json.code]).toEqual([status, code]);
  });

  it('show no row of another reporter', async () => {
    const other = await bed.token(['read'], { reporters: ['751'] });
    expect((await get('/v1/views/placements', {}, other)).json.rows).toEqual([]);
    const national = await bed.token(['read', 'national'], { reporters: ['*'] });
    expect((await get('/v1/views/placements', {}, national)).json.rows.length).toBeGreaterThan(0);
  });

  it('are read no faster than they are taken, and no more when the reader leaves', async () => {
    let ended: () => void;
    const gone = new Promise<void>((resolve) => (ended = resolve));
    const { tables } = bed.house;
    const page = await tables.page('placements', { limit: 1000 }, bed.house.operator);
    const original = tables.pages.bind(tables);
    let read = 0;
    tables.pages = async function* () {
      try {
        for (; ; read++) yield page;
      } finally {
        ended();
      }
    };
    try {
      const raw = await rawConnection(bed.api.url);
      raw.write(
        `GET /v1/views/placements HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${operatorToken}\r\nAccept: text/csv\r\n\r\n`,
      );
      await raw.until('200 OK');
      raw.socket.pause();
      // A reader that takes nothing holds the pages back: were they read on, this would never end.
      for (let before = -1; before !== read; ) {
        before = read;
        for (let turn = 0; turn < 100; turn++) await new Promise((resolve) => setImmediate(resolve));
      }
      raw.socket.destroy();
      await gone;
    } finally {
      tables.pages = original;
    }
  });
});

describe('a form', () => {
  const childOf = (page: string): string => /Personindikator<\/th>\s*<td>([^<]*)/.exec(page)![1]!;
  const serialOf = async (): Promise<number> => (await get('/v1/views/schema-1?limit=1')).json.rows[0].serial;

  it('is a page without names or numbers, which may do nothing but show itself', async () => {
    const { status, text, headers } = await get(`/v1/forms/${await serialOf()}`, { accept: 'text/html' });
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*style-src 'sha256-/);
    expect(text).toContain('Skema 1');
    expect(childOf(text)).toMatch(/^p_[a-z2-7]{26}$/);
  });

  it('shows numbers to the role deliver that asks for them', async () => {
    const path = `/v1/forms/${await serialOf()}?identified=true`;
    expect((await get(path)).json.code).toBe('role.missing');
    const { text } = await get(path, {}, await bed.token(['read', 'deliver']));
    expect(childOf(text)).toMatch(/^\d{6}-?\d{4}$/);
  });

  it.each(['/v1/forms/999999', '/v1/forms/0', '/v1/forms/x'])('%s is none', async (path) => {
    expect((await get(path)).status).toBe(404);
  });

  it('of another reporter is none', async () => {
    const other = await bed.token(['read'], { reporters: ['751'] });
    const { status } = await get(`/v1/forms/${await serialOf()}`, {}, other);
    expect([403, 404]).toContain(status);
  });
});
