import type Database from 'better-sqlite3';
import { JobsError } from '../jobs-error.js';

interface Change {
  readonly run: () => unknown;
  readonly resolve: (value: never) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Changes of one turn of the event loop go to disk as one transaction: a commit costs the sync, whatever it holds. A change that
 * throws a JobsError must throw before it writes; it is refused alone. Any other error sinks the whole group.
 */
export class GroupCommit {
  #changes: Change[] = [];
  readonly #commit: Database.Transaction<(changes: readonly Change[]) => (() => void)[]>;

  constructor(db: Database.Database) {
    this.#commit = db.transaction((changes) => changes.map(attempt));
  }

  /** Runs the change with others; resolves once it is durable. @throws JobsError `jobs.store-failed`, or its own. */
  write<T>(run: () => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (this.#changes.push({ run, resolve, reject }) === 1) setImmediate(() => this.flush());
    });
  }

  flush(): void {
    const changes = this.#changes.splice(0);
    if (changes.length === 0) return;
    try {
      for (const answer of this.#commit.immediate(changes)) answer();
    } catch (cause) {
      const error = storeFailed(cause);
      for (const { reject } of changes) reject(error);
    }
  }
}

function attempt({ run, resolve, reject }: Change): () => void {
  try {
    const value = run();
    return () => resolve(value as never);
  } catch (error) {
    if (error instanceof JobsError) return () => reject(error);
    throw error;
  }
}

const storeFailed = (cause: unknown): JobsError =>
  new JobsError(
    'jobs.store-failed',
    'The jobs could not be written. Look at the disk of the data directory, then ask again.',
    {
      cause,
    },
  );
