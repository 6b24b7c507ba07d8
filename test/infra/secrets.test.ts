import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '#apps/house';
import { loadMasterKey } from '#libs/identity';
import { checkConnectionString } from '../../libs/event-log/eventstoredb/connection-string.js';
import { infra } from './read-infra.js';

const directory = mkdtempSync(join(tmpdir(), 'sagsspor-secrets-'));
afterAll(() => rmSync(directory, { recursive: true }));

const make = () => spawnSync('sh', [join(infra, 'make-secrets.sh'), join(directory, 'secrets')], { encoding: 'utf8' });
const read = (name: string): string => readFileSync(join(directory, 'secrets', name), 'utf8');
const variablesOf = (name: string): Record<string, string> =>
  Object.fromEntries(
    read(name)
      .trim()
      .split('\n')
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );

describe('infra/make-secrets.sh', () => {
  const first = make();

  test('makes what the compose files want, for its owner only, and says what is still missing', () => {
    expect(first.status).toBe(0);
    expect(first.stderr).toMatch(/tls\.crt is still missing/);
    const made = readdirSync(join(directory, 'secrets')).sort();
    expect(made).toEqual(['eventstore.env', 'master.key', 'redis.conf', 'sagsspor.env']);
    expect(statSync(join(directory, 'secrets')).mode & 0o077).toBe(0);
    expect(statSync(join(directory, 'secrets', 'master.key')).mode & 0o777).toBe(0o400);
  });

  test('what it makes is taken by the house, and the passwords agree', () => {
    expect(loadMasterKey({ file: join(directory, 'secrets', 'master.key') })).toBeDefined();
    const { eventStore, jobs } = readConfig(variablesOf('sagsspor.env'));
    expect(() => checkConnectionString(eventStore!)).not.toThrow();
    expect(eventStore).toMatch(/^esdb:\/\/sagsspor:[0-9a-f]{64}@.*\?tls=true/);
    const [, password] = /^requirepass ([0-9a-f]{64})$/m.exec(read('redis.conf'))!;
    expect(jobs).toBe(`redis://:${password}@redis:6379`);
  });

  test('no two passwords are the same', () => {
    const all = ['eventstore.env', 'sagsspor.env', 'master.key'].flatMap((name) => read(name).match(/[0-9a-f]{64}/g));
    expect(all.length).toBe(5);
    expect(new Set(all).size).toBe(5);
  });

  test('run again it changes nothing', () => {
    const before = readdirSync(join(directory, 'secrets')).map(read);
    const { stderr } = make();
    expect(stderr).toMatch(/master\.key is there already/);
    expect(readdirSync(join(directory, 'secrets')).map(read)).toEqual(before);
  });
});

test('infra/grant-rights.mjs says what it needs', () => {
  const env = { PATH: process.env['PATH'] };
  const { status, stderr } = spawnSync(process.execPath, [join(infra, 'grant-rights.mjs')], { env, encoding: 'utf8' });
  expect([status, stderr]).toEqual([1, expect.stringMatching(/^Set EVENTSTORE_DEFAULT_ADMIN_PASSWORD/)]);
});
