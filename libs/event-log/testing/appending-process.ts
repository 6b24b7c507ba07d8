import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** What the child said it was told. */
export interface Acknowledged {
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly ordinal: number;
}

/** Starts a process that appends until it is killed. */
export class AppendingProcess {
  static readonly #running = new Set<ChildProcess>();
  #output = '';
  #errors = '';

  private constructor(private readonly child: ChildProcess) {
    AppendingProcess.#running.add(child);
    child.once('close', () => AppendingProcess.#running.delete(child));
    child.stdout!.setEncoding('utf8').on('data', (text: string) => (this.#output += text));
    child.stderr!.setEncoding('utf8').on('data', (text: string) => (this.#errors += text));
  }

  /** Kills what a failed test has left behind. */
  static endAll(): void {
    for (const child of AppendingProcess.#running) child.kill('SIGKILL');
  }

  static start(directory: string, first: number): AppendingProcess {
    return AppendingProcess.run(join(__dirname, 'append-forever.ts'), directory, String(first));
  }

  /** Starts a script that prints as `append-forever` does. */
  static run(script: string, ...args: string[]): AppendingProcess {
    const node = ['--require', require.resolve('tsx/cjs'), script, ...args];
    return new AppendingProcess(spawn(process.execPath, node, { stdio: ['ignore', 'pipe', 'pipe'] }));
  }

  /** Until so many events are acknowledged. */
  async acknowledging(count: number): Promise<void> {
    for (const end = Date.now() + 20_000; this.#output.split('\n').length - 2 < count; ) {
      if (Date.now() > end || this.child.exitCode !== null)
        throw new Error(`the child came to nothing: ${this.#errors}`);
      await new Promise((next) => setTimeout(next, 5));
    }
  }

  /** Kills it in the middle of what it does; every whole line it had printed. */
  async kill(): Promise<Acknowledged[]> {
    const ended = once(this.child, 'close');
    this.child.kill('SIGKILL');
    await ended;
    // The last piece is no whole line.
    const lines = this.#output.split('\n').slice(1, -1);
    return lines.map((line) => {
      const [id, stream, revision, ordinal] = line.split(' ');
      return { id: id!, stream: stream!, revision: Number(revision), ordinal: Number(ordinal) };
    });
  }
}
