import { spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { readServerFile, type ServerFile } from '../../apps/cli/server/server-file.js';
import { synthesize } from '#libs/synthesis';
import { main, sagsspor, start, temporary, type Running } from './built-cli.js';

const masterKey = 'ab'.repeat(32);
const options = { seed: 'server', municipalities: ['615'], years: [2024, 2025], scale: 0.3, duplicates: 0 } as const;

/** A live installation of its own, as an operator sets one up. */
describe('a live server', () => {
  const place = temporary();
  const data = join(place.path, 'data');
  const env = { SAGSSPOR_MASTER_KEY: masterKey, SAGSSPOR_DATA: data, SAGSSPOR_OUT: join(place.path, 'deliveries') };
  // As a live case system would send them: made-up events say so in `source`, and a live directory takes none.
  const events = [...synthesize(options)].map((event) => JSON.stringify({ ...event, source: '/ks' }));
  const file = join(place.path, 'events.ndjson.gz');
  let token: string;
  let server: Running;
  let url: string;

  const serve = async (): Promise<void> => {
    server = start(['serve'], { env });
    [, url] = (await server.says(/listening on (http:\S+)/)) as unknown as [string, string];
  };
  const stop = async (signal: NodeJS.Signals): Promise<number | null> => {
    server.process.kill(signal);
    return server.ended;
  };
  const head = async (): Promise<number> =>
    ((await (await fetch(`${url}/health/ready`)).json()) as { head: number }).head;

  beforeAll(async () => {
    writeFileSync(file, gzipSync(events.join('\n')));
    const made = await sagsspor(['credential', 'create', '--system', 'ks', '--reporter', '615'], { env });
    token = made.out.trim();
    await serve();
  }, 60_000);

  afterAll(async () => {
    await stop('SIGKILL');
    place.remove();
  });

  it('loses nothing that it acknowledged to kill -9 in the middle of an import, and goes on when it is sent again', async () => {
    const importing = start(['import', file], { env: { ...env, SAGSSPOR_TOKEN: token } });
    while ((await head()) < 200) await new Promise((resolve) => setTimeout(resolve, 5));
    await stop('SIGKILL');
    expect(await importing.ended).toBe(1);
    expect(importing.err()).toMatch(/^cli\.server-gone: /m);
    await serve();
    const before = await head();
    expect(before).toBeGreaterThanOrEqual(200);
    const again = await sagsspor(['import', file], { env: { ...env, SAGSSPOR_TOKEN: token } });
    const count = (text: string): number =>
      Number(new RegExp(`([\\d ]+) ${text}`).exec(again.out)![1]!.replaceAll(' ', ''));
    expect([again.code, count('accepted'), count('there already')]).toEqual([0, events.length - before, before]);
    expect(await head()).toBe(events.length);
    const verified = await sagsspor(['verify'], { env });
    expect([verified.code, verified.out]).toEqual([0, expect.stringContaining('no problem found')]);
  }, 60_000);

  it('finishes what it acknowledged when it is told to stop', async () => {
    const death = (n: number): string =>
      JSON.stringify({
        ...{ specversion: '1.0', id: `stop-${n}`, source: '/ks', type: 'dk.sagsspor.person-died.v1' },
        data: { reporter: '615', person: { kind: 'person-id', number: `P${n}` }, deathDate: '2026-01-05' },
      });
    const acknowledged: string[] = [];
    const send = async (n: number): Promise<void> => {
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/cloudevents+json' };
      const response = await fetch(`${url}/v1/events`, { method: 'POST', headers, body: death(n) });
      const { receipts } = (await response.json()) as { receipts?: { eventId: string }[] };
      if (response.status === 200) acknowledged.push(receipts![0]!.eventId);
    };
    const sending = Array.from({ length: 400 }, (_, n) => send(n).catch(() => {}));
    await sending[20];
    expect(await stop('SIGTERM')).toBe(0);
    await Promise.all(sending);
    expect(acknowledged.length).toBeGreaterThan(20);
    await serve();
    for (const id of acknowledged) {
      const answer = await fetch(`${url}/v1/events/${id}`, { headers: { authorization: `Bearer ${token}` } });
      expect(((await answer.json()) as { stored: unknown[] }).stored).toHaveLength(1);
    }
  }, 60_000);

  it('goes on when nobody reads its log any more, and stops as always', async () => {
    server.process.stderr!.destroy();
    for (let n = 0; n < 3; n++) expect((await fetch(`${url}/v1/views`)).status).toBe(401);
    expect(await stop('SIGTERM')).toBe(0);
    await serve();
  }, 60_000);

  it('goes on when its log cannot be written, as on a full disk', async () => {
    expect(await stop('SIGTERM')).toBe(0);
    const unwritable = openSync(file, 'r');
    const mute = spawn(process.execPath, [main, 'serve'], {
      env: { PATH: process.env['PATH']!, SAGSSPOR_PORT: '0', ...env },
      stdio: ['ignore', 'ignore', unwritable],
    });
    closeSync(unwritable);
    const ended = new Promise<number | null>((resolve) => mute.on('exit', resolve));
    let told: ServerFile | undefined;
    while (mute.exitCode === null && !(told = readServerFile(data)))
      await new Promise((resolve) => setTimeout(resolve, 50));
    for (let n = 0; n < 3; n++) expect((await fetch(`${told!.url}/v1/views`)).status).toBe(401);
    mute.kill('SIGTERM');
    expect(await ended).toBe(0);
    await serve();
  }, 60_000);

  it('is asked by the writing commands, and read beside by the others', async () => {
    const run = async (...args: string[]): Promise<string> => {
      const { code, out, err } = await sagsspor(args, { env });
      expect([args[0], code, err]).toEqual([args[0], 0, expect.any(String)]);
      return out;
    };
    const delivered = await run('deliver', 'placement-events', '--reporter', '615', '--period', '2025Q4');
    expect(delivered).toMatch(/^placement-events\/615\/1: \d+ rows/);
    expect(await run('deliver', 'placement-events', '--reporter', '615', '--period', '2025Q4')).toContain(
      'nothing was added',
    );
    expect(
      await run('deliver', 'placement-events', '--reporter', '615', '--period', '2025Q4', '--supplement'),
    ).toContain('nothing to supplement');
    expect(await run('reproduce', 'placement-events/615/1')).toContain('same-bytes');
    expect(await run('seal')).toMatch(/^sealed up to ordinal \d+/);
    expect(await run('verify', '--anchor', join(data, 'anchor.json'))).not.toContain('not yet protected');
    expect(await run('rebuild')).not.toContain('differs');
    await run('backup', join(place.path, 'backup'));
    expect(await run('restore', join(place.path, 'backup'), '--data', join(place.path, 'restored'))).toContain(
      'verified',
    );
    expect(await run('deliveries')).toContain('placement-events/615/1');
  }, 60_000);

  it('takes no made-up event as real', async () => {
    const made = start(['synthesize', '--municipality', '615', '--scale', '0.01'], {});
    await made.ended;
    const { code, out } = await sagsspor(['import', '-'], {
      env: { ...env, SAGSSPOR_TOKEN: token },
      input: made.out(),
    });
    expect([code, out]).toEqual([3, expect.stringMatching(/ 0 accepted, .*\nline 1: SYS-synthetic-mixed/)]);
  });

  it('is the only writer of its directory, and its files are its owner’s', async () => {
    const second = await sagsspor(['serve'], { env });
    expect([second.code, second.err]).toEqual([1, expect.stringMatching(/^log\.writer-running: /)]);
    for (const name of ['vault.sqlite', 'credentials.sqlite', 'server.json'])
      expect([name, statSync(join(data, name)).mode & 0o077]).toEqual([name, 0]);
    expect(existsSync(join(data, 'master.key'))).toBe(false);
  });
});

describe('the command line says in one line what is wrong', () => {
  const place = temporary();
  const data = join(place.path, 'data');
  const live = { SAGSSPOR_DATA: data, SAGSSPOR_MASTER_KEY: masterKey };
  const text = join(place.path, 'text');
  beforeAll(async () => {
    writeFileSync(text, 'not json\n\u0000\n{"a":\n');
    writeFileSync(`${text}.gz`, gzipSync('x'.repeat(100_000)).subarray(0, 60));
    writeFileSync(`${text}.empty`, '');
    await sagsspor(['credential', 'create', '--system', 'ks', '--reporter', '615'], { env: live });
  });
  afterAll(() => place.remove());

  it.each([
    ['an unknown command', ['frobnicate'], {}, 2, /unknown command/],
    ['an unknown option', ['view', 'findings', '--frob'], {}, 2, /unknown option/],
    ['no data', ['view', 'findings'], { SAGSSPOR_DATA: '/nonexistent/x' }, 1, /^data\.not-found: /],
    ['no master key', ['serve'], { SAGSSPOR_DATA: data }, 1, /^vault\.master-key-missing: /],
    ['a malformed master key', ['serve'], { ...live, SAGSSPOR_MASTER_KEY: 'abc' }, 1, /^vault\.master-key-malformed: /],
    ['an open network', ['serve'], { ...live, SAGSSPOR_HOST: '0.0.0.0' }, 1, /^config\.open-network: /],
    ['a port that is none', ['serve'], { ...live, SAGSSPOR_PORT: 'x' }, 1, /^config\.invalid: SAGSSPOR_PORT/],
    ['no credential', ['import', text], live, 1, /^cli\.no-credential: /],
    ['a credential that is none', ['import', text], { ...live, SAGSSPOR_TOKEN: 'sgs_x' }, 1, /^cli\.no-credential: /],
    [
      'a credential no header carries',
      ['import', text],
      { ...live, SAGSSPOR_TOKEN: 'sgs_€' },
      1,
      /^cli\.no-credential: /,
    ],
    [
      'an import id that is too long',
      ['import', text, '--import-id', 'a'.repeat(100_000)],
      { ...live, SAGSSPOR_TOKEN: 'sgs_x' },
      1,
      /^intake\.import-id: /,
    ],
    ['no such file', ['validate', '/nonexistent'], {}, 1, /^cli\.file: /],
    ['a directory for a file', ['validate', '/'], {}, 1, /^EISDIR: /],
    ['a year that is none', ['synthesize', '--from', '1066'], {}, 1, /^SYNTHESIS-YEARS: /],
    ['no reporter', ['deliver', 'support-stock'], live, 2, /^cli\.usage: /],
    ['an anchor that is none', ['verify', '--anchor', text], live, 1, /^(log|data)\./],
    ['no backup', ['restore', place.path, '--data', join(place.path, 'new')], {}, 1, /^data\.backup-damaged: /],
  ] as const)('%s', async (_, args, env, code, said) => {
    const ended = await sagsspor(args, { env });
    expect([ended.code, ended.err]).toEqual([code, expect.stringMatching(said)]);
    expect(ended.err).not.toMatch(/^\s+at /m);
  });

  it('lines that are no events: each refused by its number, the value never told', async () => {
    const { code, out } = await sagsspor(['validate', text]);
    expect(code).toBe(3);
    expect(out.match(/^line \d: SYS-json/gm)).toHaveLength(3);
    expect(out).not.toContain('not json');
  });

  it('a gzip that is cut off, and a file with nothing in it', async () => {
    const cut = await sagsspor(['validate', `${text}.gz`]);
    expect([cut.code, cut.err]).toEqual([1, expect.stringMatching(/^intake\.gzip: /)]);
    const empty = await sagsspor(['validate', `${text}.empty`]);
    expect([empty.code, empty.out]).toEqual([0, '0 would be taken, 0 would be refused\n']);
  });

  it('nothing when whoever reads the output goes away, and does not end as if all were well', () => {
    const line = `set -o pipefail; "${process.execPath}" "${main}" synthesize --municipalities 2 | head -n 1`;
    const { status, stdout, stderr } = spawnSync('bash', ['-c', line], { encoding: 'utf8' });
    expect([status, stderr]).toEqual([141, '']);
    expect(stdout).toMatch(/^\{"specversion":"1.0"/);
    expect(readFileSync(text, 'utf8')).toContain('not json');
  });

  it.each([[['views']], [['docs', 'events']], [['synthesize', '--municipalities', '2']]])(
    'nothing when its output cannot be written, and says so: %j',
    (args) => {
      // A file opened to be read takes nothing, as a full disk does not.
      const unwritable = openSync(text, 'r');
      const { status, stderr } = spawnSync(process.execPath, [main, ...args], {
        stdio: ['ignore', unwritable, 'pipe'],
        encoding: 'utf8',
      });
      closeSync(unwritable);
      expect([status, stderr]).toEqual([1, expect.stringMatching(/^EBADF: .*\n$/)]);
    },
  );
});
