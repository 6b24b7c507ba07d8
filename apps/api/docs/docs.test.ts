import { eventTypes } from '#libs/cases';
import { refusalRules, refusalSentences } from '#libs/intake';
import { escapeHtml } from '#projections';
import { problemEntries } from '../problems/problem-table.js';
import { openBed, type Bed } from '../testing/api-bed.js';

let bed: Bed;
beforeAll(async () => {
  bed = await openBed();
});
afterAll(() => bed.close());

const pages = ['/', '/catalogue', '/errors'];

describe('every page', () => {
  it.each(pages)('%s needs nothing but itself', async (path) => {
    const { status, text, headers } = await bed.call(path);
    expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'.*style-src 'sha256-[^']+'$/);
    expect(text).not.toMatch(/<script|<img|<link|<iframe|style=|https?:\/\/(?!www\.)[^<\s]*\.(js|css|woff)/);
    expect(text).not.toMatch(/\[object Object\]|undefined|>null</);
  });

  it.each(pages)('%s links only to what is there', async (path) => {
    const { text } = await bed.call(path);
    const links = [...new Set([...text.matchAll(/href="([^"]+)"/g)].map(([, link]) => link!))];
    const ids = async (page: string): Promise<Set<string>> =>
      new Set([...(await bed.call(page)).text.matchAll(/ id="([^"]+)"/g)].map(([, found]) => found!));
    const known = new Map<string, Set<string>>();
    for (const link of links) {
      const [page = '', anchor] = link.split('#');
      const target = page || path;
      if (!known.has(target)) known.set(target, await ids(target));
      if (anchor !== undefined) expect([link, known.get(target)!.has(anchor)]).toEqual([link, true]);
      else expect((await bed.call(target)).status).toBe(200);
    }
    expect(links.length).toBeGreaterThan(5);
  });

  it.each(pages)('%s names no id twice', async (path) => {
    const ids = [...(await bed.call(path)).text.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(ids).toHaveLength(new Set(ids).size);
  });
});

it('the catalogue has every type, and the errors every code and every sentence of a refusal', async () => {
  const catalogue = (await bed.call('/catalogue')).text;
  for (const { name } of eventTypes()) expect(catalogue).toContain(`id="${name}"`);
  const errors = (await bed.call('/errors')).text;
  for (const { code, da } of problemEntries()) {
    expect(errors).toContain(`id="${code}"`);
    expect(errors).toContain(escapeHtml(da));
  }
  for (const rule of refusalRules()) expect(errors).toContain(`id="${rule}"`);
  for (const [, en, da] of Object.values(refusalSentences())) {
    for (const sentence of [en, da]) expect(errors).toContain(escapeHtml(sentence.replace('{detail}', '(…)')));
  }
});

describe('the OpenAPI document', () => {
  it('has every operation once, under a group and with its problems', async () => {
    const { json } = await bed.call('/openapi.json');
    const operations = Object.values(json.paths).flatMap((path) => Object.values(path as object));
    const ids = operations.map(({ operationId }) => operationId);
    expect(json.openapi).toBe('3.1.0');
    expect(ids).toHaveLength(new Set(ids).size);
    expect(ids.length).toBeGreaterThan(30);
    const groups = json.tags.map(({ name }: { name: string }) => name);
    for (const { tags, responses, summary } of operations) {
      expect(groups).toContain(tags[0]);
      expect(summary).toBeTruthy();
      expect(Object.keys(responses)).toEqual(expect.arrayContaining(['200', '400', '406', '429', '500', '503']));
    }
  });

  it('refers only to what is in it', async () => {
    const { text, json } = await bed.call('/openapi.json');
    for (const [, name] of text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
      expect(json.components.schemas).toHaveProperty([name!]);
    }
  });

  it('names every parameter of a path', async () => {
    const { json } = await bed.call('/openapi.json');
    for (const [path, methods] of Object.entries(json.paths)) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      for (const { parameters } of Object.values(
        methods as Record<string, { parameters: { in: string; name: string }[] }>,
      )) {
        expect(parameters.filter((one) => one.in === 'path').map(({ name }) => name)).toEqual(inPath);
      }
    }
  });
});
