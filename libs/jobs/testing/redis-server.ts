import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { Redis } from 'ioredis';
import { temporaryDirectory } from './temporary-directory.js';

/** A Redis of its own for a test, on a free port, with a directory that goes with it. */
export class RedisServer {
  #process: ChildProcess | undefined;

  private constructor(
    readonly port: number,
    private readonly args: readonly string[],
  ) {}

  /** Appends each write to a file, so that a restart finds it; further arguments as `--name value`. */
  static async start(...args: string[]): Promise<RedisServer> {
    const port = await freePort();
    const own = ['--port', String(port), '--bind', '127.0.0.1', '--dir', temporaryDirectory(), '--save', ''];
    const server = new RedisServer(port, [...own, '--appendonly', 'yes', '--appendfsync', 'always', ...args]);
    await server.run();
    return server;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  async run(): Promise<void> {
    const child = spawn('redis-server', this.args, { stdio: ['ignore', 'pipe', 'inherit'] });
    this.#process = child;
    await new Promise<void>((ready, failed) => {
      let said = '';
      child.once('exit', () => failed(new Error(`redis-server ended: ${said}`)));
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        if (said.includes('Ready to accept connections')) ready();
      });
    });
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const child = this.#process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }

  /** Runs one command. */
  async tell(command: string, ...args: string[]): Promise<unknown> {
    const redis = new Redis(this.url);
    try {
      return await redis.call(command, ...args);
    } finally {
      redis.disconnect();
    }
  }
}

const isThere = spawnSync('redis-server', ['--version']).status === 0;

/** Describes what needs a Redis, where there is one; its absence is a failure where SAGSSPOR_REDIS_REQUIRED is 1. */
export function describeWithRedis(name: string, tests: () => void): void {
  if (isThere) return describe(name, tests);
  it(`${name}: not checked: no redis-server`, () => {
    expect(process.env['SAGSSPOR_REDIS_REQUIRED'] ?? '').not.toBe('1');
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
