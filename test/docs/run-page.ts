import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { delimiter, join } from 'node:path';
import type { Step } from './read-page.js';

const root = join(__dirname, '..', '..');
export const builtCli = join(root, 'dist', 'apps', 'cli', 'main.js');

/** The port that pages name; a run uses a free one in its place. */
const shownPort = '8080';
/** Longest a page may take, in milliseconds. */
const patience = 230_000;

/** How a page's script ended, and what each of its steps wrote to either output. */
export interface PageRun {
  readonly code: number | null;
  readonly outputs: readonly string[];
}

/** Runs the steps of a page one after another in one shell, as a reader would, with `directory` as the checkout. */
export async function runPage(steps: readonly Step[], directory: string): Promise<PageRun> {
  const port = String(await freePort());
  const script = [...prologue, ...steps.flatMap(({ block }) => [mark, ...block.lines]), ''].join('\n');
  const file = join(directory, 'page.sh');
  writeFileSync(file, script.replaceAll(shownPort, port));
  const { code, output } = await bash(file, directory, {
    PATH: [toolsIn(directory), process.env['PATH']].join(delimiter),
    HOME: directory,
    SAGSSPOR_PORT: port,
  });
  return { code, outputs: output.replaceAll(port, shownPort).split(`${separator}\n`).slice(1) };
}

const separator = '\u001e';
const mark = `printf '\\036\\n'`;

/**
 * `npm start` serves until it is stopped: here it goes on in the background once it says what to try, as in another terminal. All
 * that still runs is stopped at the end, so that what it was told is on disk.
 */
const prologue = [
  'set -euo pipefail',
  'exec 2>&1',
  `trap 'kill $(jobs -p) 2> /dev/null || true; wait || true' EXIT`,
  'npm() {',
  '  [ "$1" = start ]; shift; [ "${1-}" != -- ] || shift',
  '  npx sagsspor demo "$@" > npm-start.log 2>&1 &',
  `  until grep -q 'beside the server' npm-start.log || ! kill -0 $! 2> /dev/null; do sleep 0.2; done`,
  '  cat npm-start.log',
  '}',
];

/** `npx sagsspor` as it is in a checkout, and curl where the machine has none. */
function toolsIn(directory: string): string {
  const tools = join(directory, '.tools');
  mkdirSync(tools);
  const node = `"${process.execPath}"`;
  tool(join(tools, 'npx'), `[ "$1" = sagsspor ] || exit 127; shift; exec ${node} "${builtCli}" "$@"`);
  if (spawnSync('curl', ['--version']).error)
    tool(join(tools, 'curl'), `exec ${node} "${join(__dirname, 'curl.mjs')}" "$@"`);
  return tools;
}

function tool(path: string, line: string): void {
  writeFileSync(path, `#!/bin/sh\n${line}\n`);
  chmodSync(path, 0o755);
}

function bash(
  file: string,
  cwd: string,
  env: Record<string, string>,
): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn('bash', [file], { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'inherit'] });
    const stop = setTimeout(() => process.kill(-child.pid!, 'SIGKILL'), patience);
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(stop);
      resolve({ code, output });
    });
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
