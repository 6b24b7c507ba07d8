import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { makePlace, openDemo } from '../house/testing/demo-house.js';
import { runCli } from './run-cli.js';
import { writeServerFile } from './server/server-file.js';

/** Runs a command in this process; what it wrote to either output, and how it ended. */
async function run(argv: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<{ code: number; told: string }> {
  const lines: string[] = [];
  const say = (text: string): void => void lines.push(text);
  const terminal = { out: say, note: say, write: async () => {}, progress: () => {}, settle: () => {} };
  const code = await runCli(argv, { env, terminal, signal: new AbortController().signal });
  return { code, told: lines.join('\n') };
}

describe('a command called wrongly', () => {
  const number = '010199-3045';

  it.each([
    [[number]],
    [[`--${number}`]],
    [['trace', '--number-kind', number]],
    [['trace', number]],
    [['view', 'placements', '--format', number]],
    [['view', number, '--data', `/nowhere/${number}`]],
    [['verify', '--data', `/nowhere/${number}`]],
  ])('does not repeat a personal number it was given: %j', async (argv) => {
    const { code, told } = await run(argv);
    expect(code).not.toBe(0);
    expect(told).not.toBe('');
    expect(told).not.toContain('010199');
  });

  it('says which command it does not know', async () => {
    expect((await run(['viev'])).told).toContain("unknown command 'viev'");
  });
});

describe('a file of the data directory that SQLite cannot read', () => {
  it.each(['SQLITE_CORRUPT', 'SQLITE_NOTADB', 'SQLITE_FULL', 'SQLITE_READONLY_DBMOVED', 'SQLITE_IOERR_WRITE'])(
    '%s is explained by what to do',
    async (code) => {
      const { explainError } = await import('./explain-error.js');
      const told = explainError(Object.assign(new Error('database disk image is malformed'), { code }));
      expect(told).toMatch(new RegExp(`^${code}: [A-Z].*\\.$`));
      expect(told).not.toContain('malformed');
    },
  );
});

describe('a server that was killed', () => {
  it('leaves a file that no later command follows: whoever has its port gets no token', async () => {
    const place = makePlace();
    let asked = 0;
    const stranger = createServer((_, response) => (asked++, response.end('{}'))).listen(0);
    try {
      await (await openDemo(place)).close();
      const { data, out } = place.config;
      const url = `http://127.0.0.1:${(stranger.address() as AddressInfo).port}`;
      writeServerFile(data, { url, pid: 1, token: 'of-a-server-that-is-no-more' });
      const { code } = await run(['project', '--data', data], { SAGSSPOR_OUT: out });
      expect([code, existsSync(join(data, 'server.json')), asked]).toEqual([0, false, 0]);
    } finally {
      stranger.close();
      place.remove();
    }
  });
});
