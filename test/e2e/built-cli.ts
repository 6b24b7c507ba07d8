import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The built command line. */
export const main = join(__dirname, '..', '..', 'dist', 'apps', 'cli', 'main.js');

/** What a command said, and how it ended. */
export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface RunOptions {
  readonly env?: Record<string, string>;
  readonly input?: string | Buffer;
}

/** Runs the built command line to its end. */
export async function sagsspor(args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  const running = start(args, options);
  const code = await running.ended;
  return { code, out: running.out(), err: running.err() };
}

/** A command under way. */
export interface Running {
  readonly process: ChildProcess;
  readonly ended: Promise<number | null>;
  out(): string;
  err(): string;
  /** Resolves once the text stands in either output; rejects when the command ends before. */
  says(text: RegExp): Promise<RegExpExecArray>;
}

export function start(args: readonly string[], { env = {}, input }: RunOptions = {}): Running {
  const child = spawn(process.execPath, [main, ...args], {
    env: { PATH: process.env['PATH']!, SAGSSPOR_PORT: '0', ...env },
  });
  const [out, err] = [[] as Buffer[], [] as Buffer[]];
  const listeners = new Set<() => void>();
  const take = (to: Buffer[]) => (chunk: Buffer) => {
    to.push(chunk);
    for (const listener of listeners) listener();
  };
  child.stdout.on('data', take(out));
  child.stderr.on('data', take(err));
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const ended = new Promise<number | null>((resolve) => child.on('close', (code) => resolve(code)));
  const text = (chunks: Buffer[]): string => Buffer.concat(chunks).toString('utf8');
  return {
    process: child,
    ended,
    out: () => text(out),
    err: () => text(err),
    says: (wanted) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const found = wanted.exec(text(out)) ?? wanted.exec(text(err));
          if (!found) return;
          listeners.delete(look);
          resolve(found);
        };
        listeners.add(look);
        void ended.then(() => reject(new Error(`ended before it said ${String(wanted)}: ${text(err)}`)));
        look();
      }),
  };
}

/** A directory of its own for one test file. */
export function temporary(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'sagsspor-e2e-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
