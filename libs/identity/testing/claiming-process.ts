import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** A process that claims persons `first` to `last` and says what it was told. */
export class ClaimingProcess {
  static readonly #running = new Set<ChildProcess>();
  #output = '';
  #errors = '';
  readonly #closed: Promise<unknown>;

  private constructor(private readonly child: ChildProcess) {
    ClaimingProcess.#running.add(child);
    child.once('close', () => ClaimingProcess.#running.delete(child));
    child.stdout!.setEncoding('utf8').on('data', (text: string) => (this.#output += text));
    child.stderr!.setEncoding('utf8').on('data', (text: string) => (this.#errors += text));
    this.#closed = once(child, 'close');
  }

  /** Kills what a failed test has left behind. */
  static endAll(): void {
    for (const child of ClaimingProcess.#running) child.kill('SIGKILL');
  }

  static start(directory: string, first: number, last = Number.MAX_SAFE_INTEGER): ClaimingProcess {
    return ClaimingProcess.run(join(__dirname, 'claim-forever.ts'), directory, String(first), String(last));
  }

  /** Starts a script that prints as `claim-forever` does. */
  static run(script: string, ...args: string[]): ClaimingProcess {
    const node = ['--conditions=source', '--require', require.resolve('tsx/cjs'), script, ...args];
    return new ClaimingProcess(spawn(process.execPath, node, { stdio: ['ignore', 'pipe', 'pipe'] }));
  }

  /** Until so many claims are acknowledged. */
  async acknowledging(count: number): Promise<void> {
    for (const end = Date.now() + 20_000; this.#output.split('\n').length - 2 < count; ) {
      if (Date.now() > end || this.child.exitCode !== null)
        throw new Error(`the child came to nothing: ${this.#errors}`);
      await new Promise((next) => setTimeout(next, 5));
    }
  }

  /** Kills it in the middle of what it does. What it said in whole lines: person number → tokens. */
  async kill(): Promise<Map<number, string[]>> {
    this.child.kill('SIGKILL');
    await this.#closed;
    return this.#told();
  }

  /** Lets it come to its end. */
  async ended(): Promise<Map<number, string[]>> {
    await this.#closed;
    if (this.child.exitCode !== 0) throw new Error(`the child failed: ${this.#errors}`);
    return this.#told();
  }

  #told(): Map<number, string[]> {
    // The last piece is no whole line.
    const lines = this.#output.split('\n').slice(1, -1);
    return new Map(
      lines.map((line) => {
        const [n, ...tokens] = line.split(' ');
        return [Number(n), tokens];
      }),
    );
  }
}
