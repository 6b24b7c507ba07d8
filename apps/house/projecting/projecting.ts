import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Rebuilt } from '#projections/engine';
import { HouseError } from '../house-error.js';
import type { FromProjector, ProjectorStart, ToProjector } from './messages.js';

interface Waiting {
  readonly ordinal: number;
  readonly reached: () => void;
  readonly failed: (error: Error) => void;
}

export interface RebuildWatch {
  readonly onProgress?: (stage: string, done: number, of: number) => void;
  /** Leaves the rebuild, with nothing changed. */
  readonly signal?: AbortSignal;
}

interface Rebuilding extends RebuildWatch {
  readonly done: (results: readonly Rebuilt[]) => void;
  readonly failed: (error: Error) => void;
}

/** The projections of a data directory, kept up with the log by a thread of their own. */
export class Projecting {
  readonly #worker: Worker;
  /** -1 until the files are open. */
  #projected = -1;
  #failure: Error | undefined;
  #waiting: Waiting[] = [];
  #rebuilding: Rebuilding | undefined;
  #ended: (() => void) | undefined;
  #isOver = false;

  /**
   * @param onRebuilt the projections' files are others now: open them anew.
   * @param onStopped told once why no row is written any more.
   */
  constructor(
    start: ProjectorStart,
    private readonly onRebuilt: () => void,
    private readonly onStopped: (error: Error) => void = () => {},
  ) {
    const file = join(__dirname, `projector-thread${extname(__filename)}`);
    // Run from the sources (in tests), the thread needs a loader of its own.
    const execArgv = file.endsWith('.ts') ? ['--conditions=source', '--require', require.resolve('tsx/cjs')] : [];
    this.#worker = new Worker(file, { workerData: start, execArgv });
    this.#worker.on('message', (message: FromProjector) => this.#told(message));
    this.#worker.on('error', (error) => this.#fail(error.message));
    this.#worker.on('exit', () => this.#over());
  }

  /** Resolves when the projections' files are open. @throws HouseError `projecting.stopped`. */
  opened(): Promise<void> {
    return this.#projected >= 0 ? Promise.resolve() : this.reached(0);
  }

  /** The ordinal up to which every projection is written. */
  get projected(): number {
    return Math.max(this.#projected, 0);
  }

  /** Why no row is written any more; null while rows are. */
  get failure(): string | null {
    return this.#failure?.message ?? null;
  }

  /** Resolves when every projection has reached the ordinal. @throws HouseError `projecting.stopped`. */
  reached(ordinal: number): Promise<void> {
    if (this.#projected >= ordinal) return Promise.resolve();
    if (this.#failure) return Promise.reject(this.#failure);
    return new Promise((reached, failed) => this.#waiting.push({ ordinal, reached, failed }));
  }

  /**
   * Builds all anew beside what is in use. One at a time.
   * @throws HouseError `projecting.rebuilding`, `projecting.stopped`; what the signal was aborted with.
   */
  async rebuild({ onProgress, signal }: RebuildWatch = {}): Promise<readonly Rebuilt[]> {
    signal?.throwIfAborted();
    if (this.#failure) throw this.#failure;
    if (this.#rebuilding)
      throw new HouseError('projecting.rebuilding', 'A rebuild is under way; wait until it is done.');
    const leave = (): void => this.#tell({ kind: 'follow' });
    signal?.addEventListener('abort', leave, { once: true });
    try {
      return await new Promise((done, failed) => {
        this.#rebuilding = { done, failed, ...(onProgress && { onProgress }), ...(signal && { signal }) };
        this.#tell({ kind: 'rebuild' });
      });
    } finally {
      signal?.removeEventListener('abort', leave);
    }
  }

  /** Ends after the batch under way; what is not projected yet is at the next start. */
  async close(): Promise<void> {
    if (this.#isOver) return;
    await new Promise<void>((ended) => {
      this.#ended = ended;
      this.#tell({ kind: 'close' });
    });
  }

  #tell(message: ToProjector): void {
    this.#worker.postMessage(message);
  }

  #told(message: FromProjector): void {
    switch (message.kind) {
      case 'projected':
        return this.#reach(message.ordinal);
      case 'rebuilding':
        return this.#rebuilding?.onProgress?.(message.stage, message.done, message.of);
      case 'rebuilt': {
        this.onRebuilt();
        this.#rebuilding?.done(message.results);
        this.#rebuilding = undefined;
        return;
      }
      case 'abandoned':
        this.#rebuilding?.failed(this.#rebuilding.signal?.reason as Error);
        this.#rebuilding = undefined;
        return;
      case 'failed':
        return this.#fail(message.reason);
      case 'closed':
        return;
    }
  }

  #reach(ordinal: number): void {
    this.#projected = ordinal;
    const [there, waiting] = [[] as Waiting[], [] as Waiting[]];
    for (const one of this.#waiting) (one.ordinal <= ordinal ? there : waiting).push(one);
    this.#waiting = waiting;
    for (const { reached } of there) reached();
  }

  #fail(reason: string): void {
    if (this.#failure) return;
    this.#failure = new HouseError(
      'projecting.stopped',
      `The projections cannot be brought up to the log (${reason}). Events are still taken; see to the cause and start again.`,
    );
    this.onStopped(this.#failure);
    this.#rejectAll(this.#failure);
  }

  #over(): void {
    this.#isOver = true;
    this.#rejectAll(new HouseError('projecting.stopped', 'The house is closing; ask again when it is back.'));
    this.#ended?.();
  }

  #rejectAll(error: Error): void {
    for (const { failed } of this.#waiting) failed(error);
    this.#waiting = [];
    this.#rebuilding?.failed(error);
    this.#rebuilding = undefined;
  }
}
