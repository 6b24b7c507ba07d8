import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Peer } from '../eventstoredb/peer/peer.js';

/** Runs the built benches at the small size: that they run and tell what they must, not how fast anything is. */
const root = join(__dirname, '..', '..');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };

let out: string;
beforeAll(() => (out = mkdtempSync(join(tmpdir(), 'sagsspor-bench-test-'))));
afterAll(() => rmSync(out, { recursive: true, force: true }));

const bench = (...args: string[]) =>
  spawnSync(process.execPath, [join(root, 'dist', 'bench', 'main.js'), '--size', 'small', ...args], {
    cwd: root,
    encoding: 'utf8',
  });

interface Told {
  readonly version: string;
  readonly benches: readonly { name: string; machine: object; figures: readonly Record<string, unknown>[] }[];
}

describe('benches at the small size', () => {
  it('all run, and tell each figure with its runs, baseline and memory as JSON and as a page', () => {
    const ran = bench('--out', out);
    expect([ran.status, ran.stderr]).toEqual([0, expect.any(String)]);
    const told = JSON.parse(readFileSync(join(out, `${version}.json`), 'utf8')) as Told;
    expect(told.version).toBe(version);
    expect(told.benches.map(({ name }) => name)).toEqual([
      'bulk-import',
      'rebuild',
      'verify',
      'deliveries',
      'reading',
      'live-lag',
      'intake-http',
      'jobs',
    ]);
    expect(ran.stdout).toContain('Event store: left out, SAGSSPOR_BENCH_EVENTSTOREDB names no server');
    for (const { name, machine, figures } of told.benches) {
      expect(machine).toMatchObject({ cores: expect.any(Number), fsync: expect.stringContaining('FULL') });
      for (const figure of figures) {
        expect(figure).toMatchObject({
          what: expect.any(String),
          median: expect.any(Number),
          peakMB: expect.any(Number),
        });
        expect(figure['median']).toBeGreaterThan(0);
        if (name !== 'live-lag') expect(figure['ratio']).toBeGreaterThan(0);
        expect(ran.stdout).toContain(figure['what']);
        expect(readFileSync(join(out, 'README.md'), 'utf8')).toContain(figure['what']);
      }
    }
  }, 120_000);

  it('event-store runs where there is a server, as the scripted peer', async () => {
    const peer = new Peer();
    await peer.start();
    const args = [join(root, 'dist', 'bench', 'main.js'), '--size', 'small', 'event-store'];
    const env = { ...process.env, SAGSSPOR_BENCH_EVENTSTOREDB: peer.connectionString };
    const ran = spawn(process.execPath, args, { cwd: root, env });
    let told = '';
    ran.stdout.on('data', (piece: Buffer) => (told += piece.toString()));
    expect(await once(ran, 'close')).toEqual([0, null]);
    await peer.stop();
    expect(told).toMatch(/appends of 500 events, 8 callers.* of the baseline/);
  }, 120_000);

  it('one that does not exist is named, with those that do', () => {
    const ran = bench('no-such-bench');
    expect(ran.status).toBe(1);
    expect(ran.stderr).toMatch(/There is no bench no-such-bench; there are bulk-import, .*, growth\./);
  });

  it('growth: another run is added to the results that stand there', () => {
    const grown = bench('growth', '--out', out);
    expect([grown.status, grown.stderr]).toEqual([0, expect.any(String)]);
    const told = JSON.parse(readFileSync(join(out, `${version}.json`), 'utf8')) as Told;
    expect(told.benches.map(({ name }) => name)).toEqual([
      expect.any(String),
      ...Array(7).fill(expect.any(String)),
      'growth',
    ]);
  }, 60_000);
});
