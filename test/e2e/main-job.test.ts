import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sagsspor, temporary, type Ended } from './built-cli.js';

interface Manifest {
  readonly statistic: string;
  readonly period: string;
  readonly synthetic: boolean;
  readonly rows: number;
  readonly files: readonly { name: string; bytes: number; sha256: string }[];
}

/** `npm start -- --no-serve`, as the bootstrap hands it over. */
describe('the main job on made-up data', () => {
  const place = temporary();
  const [data, out] = [join(place.path, 'demo-data'), join(place.path, 'out')];
  const demo = (): Promise<Ended> => sagsspor(['demo', '--no-serve', '--data', data, '--out', out]);
  const view = async (name: string, ...more: string[]): Promise<Record<string, unknown>[]> => {
    const { out: lines } = await sagsspor(['view', name, '--data', data, '--format', 'jsonl', ...more]);
    return lines
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  };
  let first: Ended;
  let seconds: number;

  beforeAll(async () => {
    const began = Date.now();
    first = await demo();
    seconds = (Date.now() - began) / 1000;
  }, 120_000);
  afterAll(() => place.remove());

  const manifests = (): { folder: string; manifest: Manifest }[] =>
    readdirSync(out, { recursive: true, withFileTypes: true })
      .filter(({ name }) => name === 'manifest.json')
      .map(({ parentPath }) => ({
        folder: parentPath,
        manifest: JSON.parse(readFileSync(join(parentPath, 'manifest.json'), 'utf8')) as Manifest,
      }));

  it('ends well, within two minutes, and says what it did with figures', () => {
    expect(first).toMatchObject({ code: 0 });
    expect(seconds).toBeLessThan(120);
    expect(first.out).toMatch(/published +\d[\d ]+ events in .*: \d[\d ]+ accepted, \d+ there already, 0 refused/);
    expect(first.out).toMatch(/projected +\d[\d ]+ events into every view/);
  });

  it('finds every planted fault and nothing else', () => {
    expect(first.out).toMatch(/findings +(\d+) hold on .*; \1 faults were planted: 0 not found, 0 unexpected/);
  });

  it('writes the three schemas, two quarters, the full stock and the support extract, each with a manifest that fits', () => {
    const all = manifests();
    const names = all.map(({ manifest }) => manifest.statistic).sort();
    expect(names).toEqual([
      ...['placement-events', 'placement-events', 'schema-1', 'schema-2', 'schema-3'],
      ...['support-events', 'support-stock'],
    ]);
    for (const { folder, manifest } of all) {
      expect(manifest.rows).toBeGreaterThan(0);
      expect(manifest.synthetic).toBe(true);
      for (const { name, bytes, sha256 } of manifest.files) {
        const content = readFileSync(join(folder, name));
        expect([content.length, createHash('sha256').update(content).digest('hex')]).toEqual([bytes, sha256]);
      }
    }
  });

  it('leaves no block of the schemas empty', async () => {
    const blocks = [
      'child',
      'birth_date',
      'sex',
      'consent',
      'provision',
      'causes',
      'site_list',
      'site_type',
      'events',
      'due',
    ];
    const ofSchema: Record<string, readonly string[]> = {
      'schema-1': [...blocks, 'parents', 'occasion', 'p_number', 'department_uuid'],
      'schema-2': blocks,
      'schema-3': [...blocks, 'parents'],
    };
    for (const [name, columns] of Object.entries(ofSchema)) {
      const rows = await view(name);
      for (const column of columns) {
        const filled = rows.filter(
          (row) => row[column] !== null && row[column] !== '' && String(row[column]) !== '',
        ).length;
        expect([name, column, filled > 0]).toEqual([name, column, true]);
      }
    }
  });

  it('delivers synthetic data as the test form T201, which the delivery schema accepts', () => {
    const stock = manifests().find(({ manifest }) => manifest.statistic === 'support-stock')!;
    const xml = stock.manifest.files.find(({ name }) => name.endsWith('.xml'))!;
    expect(xml.name).toMatch(/^P_615_T201_P\d{4}M\d\d_V01_D\d{8}T\d{6}\.xml$/);
    const schemas = process.env['SAGSSPOR_DELIVERY_SCHEMAS'];
    if (!schemas)
      return console.log('T201 not checked against the delivery schema: SAGSSPOR_DELIVERY_SCHEMAS is not set');
    const schema = join(schemas, 'L201', 'DST_UdsatteBoernOgUngeLeveranceL201U1Struktur.xsd');
    execFileSync('xmllint', ['--noout', '--nonet', '--schema', schema, join(stock.folder, xml.name)], {
      stdio: 'pipe',
    });
  });

  it('shows every kind of event that there is', async () => {
    const types = new Set((await view('timeline')).map(({ type }) => type));
    const { out: catalogue } = await sagsspor(['docs', 'events']);
    const all = [...catalogue.matchAll(/^- \[([a-z-]+)\]/gm)].map(([, name]) => name);
    const withoutCase = ['reporter-described'];
    expect(all.filter((name) => !types.has(name) && !withoutCase.includes(name!))).toEqual([]);
  });

  it('adds nothing twice when it runs again', async () => {
    const before = manifests().length;
    const again = await demo();
    expect(again.code).toBe(0);
    expect(again.out).toMatch(/: 0 accepted, \d[\d ]+ there already, 0 refused/);
    expect(again.out.match(/delivered before; nothing was added/g)).toHaveLength(7);
    expect(manifests()).toHaveLength(before);
  });

  it('keeps demo data and real data apart', async () => {
    const env = { SAGSSPOR_MASTER_KEY: 'ab'.repeat(32) };
    const { code, err } = await sagsspor(['serve', '--data', join(place.path, 'live'), '--out', out], { env });
    expect([code, err]).toEqual([1, expect.stringMatching(/^data\.kind-differs: /)]);
    expect(existsSync(join(data, 'house.json'))).toBe(true);
  });
});
