import { guarded } from './guard.js';
import { JobsError } from './jobs-error.js';
import type { JobProgress } from './port.js';

/** Milliseconds between two writes of one job's progress. */
const pause = 200;

/** Writes the progress of one job: at once, then the newest at most every 200 ms, so that a processor may tell it in a loop. */
export class ProgressWriter {
  #newest: JobProgress | undefined;
  #timer: NodeJS.Timeout | undefined;
  #writing = Promise.resolve();
  #step = '';

  /** @param write may fail; progress that is lost is no reason to fail a job. */
  constructor(private readonly write: (progress: JobProgress) => Promise<unknown>) {}

  /** @throws JobsError `jobs.request-invalid`, `jobs.personal-data`. */
  tell(done: number, of: number, step: string): void {
    if (!isCount(done) || !isCount(of) || step.length > 120)
      throw new JobsError(
        'jobs.request-invalid',
        'Progress is two whole numbers from 0 and a step of at most 120 characters. Mend the processor.',
      );
    if (step !== this.#step) guarded(step, 'step');
    this.#step = step;
    this.#newest = { done, of, step };
    if (!this.#timer) this.#turn();
  }

  /** Until everything told is written. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#send();
    await this.#writing;
  }

  #turn(): void {
    this.#send();
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (this.#newest) this.#turn();
    }, pause);
  }

  #send(): void {
    const progress = this.#newest;
    this.#newest = undefined;
    if (progress)
      this.#writing = this.#writing
        .then(() => this.write(progress))
        .then(
          () => undefined,
          () => undefined,
        );
  }
}

const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;
