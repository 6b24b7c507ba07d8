import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Place } from './open-place.js';

/** Starts a process that works until it is killed. */
export class WorkingProcess {
  #output = '';
  #errors = '';

  private constructor(private readonly child: ChildProcess) {
    child.stdout!.setEncoding('utf8').on('data', (text: string) => (this.#output += text));
    child.stderr!.setEncoding('utf8').on('data', (text: string) => (this.#errors += text));
  }

  static start(place: Place, directory: string): WorkingProcess {
    const script = join(__dirname, 'work-until-killed.ts');
    const args = ['--require', require.resolve('tsx/cjs'), script, JSON.stringify(place), directory];
    return new WorkingProcess(spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] }));
  }

  /** Until it has printed a line. */
  async says(line: string): Promise<void> {
    for (const end = Date.now() + 20_000; !this.#output.split('\n').includes(line); ) {
      if (Date.now() > end || this.child.exitCode !== null)
        throw new Error(`the child never said ${line}: ${this.#output} ${this.#errors}`);
      await new Promise((next) => setTimeout(next, 5));
    }
  }

  /** Kills it in the middle of what it does; what it had printed. */
  async kill(): Promise<string> {
    const ended = once(this.child, 'close');
    if (this.child.kill('SIGKILL')) await ended;
    return this.#output;
  }
}
