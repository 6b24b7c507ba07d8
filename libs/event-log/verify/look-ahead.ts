import { availableParallelism } from 'node:os';
import { extname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { QuickRows, type Looked, type Range } from './quick-rows.js';

/** Ordinals of a range. */
const size = 1000;
/** Ranges that each thread has before it. */
const before = 2;
/** A log of fewer events is looked through sooner than threads are started. */
const worthThreads = 20_000;

/** Who looks: threads of their own, or this one. */
interface Looking {
  lookAt(range: Range): Promise<Looked>;
  close(): Promise<unknown>;
}

/** How many threads look through a log of so many events. */
export const threadsFor = (events: number): number => (events < worthThreads ? 0 : Math.min(2, availableParallelism()));

/**
 * Looks quickly at every event up to a head, range by range in their order, some ranges ahead of who takes them. No read transaction
 * lasts longer than a range.
 */
export async function* lookAhead(db: Database.Database, head: number, threads: number): AsyncGenerator<Looked> {
  const looking = threads > 1 ? inThreads(db.name, threads) : here(db);
  const ahead: Promise<Looked>[] = [];
  try {
    for (const range of rangesOf(db, head)) {
      const looked = looking.lookAt(range);
      // A failure is met when its turn comes; until then it is not unhandled.
      looked.catch(() => {});
      ahead.push(looked);
      if (ahead.length >= Math.max(1, threads * before)) yield await ahead.shift()!;
    }
    while (ahead.length > 0) yield await ahead.shift()!;
  } finally {
    await looking.close();
  }
}

/** Where ordinals are dense, as they should be, a thousand at a time; else as they lie. */
function* rangesOf(db: Database.Database, head: number): Generator<Range> {
  const next = db
    .prepare<[number], number>('SELECT ordinal FROM event WHERE ordinal > ? ORDER BY ordinal LIMIT 1')
    .pluck();
  for (let after = Number.MIN_SAFE_INTEGER; ; ) {
    const first = next.get(after);
    if (first === undefined || first > head) return;
    const range = { after: first - 1, upTo: Math.min(first - 1 + size, head) };
    yield range;
    after = range.upTo;
  }
}

function here(db: Database.Database): Looking {
  const rows = new QuickRows(db);
  return {
    async lookAt(range) {
      await setImmediate();
      return rows.lookAt(range);
    },
    close: () => Promise.resolve(),
  };
}

/** What a thread is asked: to look at a range, or to end. */
export type ToLooker = Range | 'close';

/** What a thread answers: what it saw, or why the database could not be read. */
export type FromLooker = Looked | { readonly failed: string; readonly code: string | undefined };

function inThreads(path: string, count: number): Looking {
  const file = join(__dirname, `look-thread${extname(__filename)}`);
  // Run from the sources (in tests), a thread needs a loader of its own.
  const execArgv = file.endsWith('.ts') ? ['--require', require.resolve('tsx/cjs')] : [];
  const threads = Array.from({ length: count }, () => new LookThread(new Worker(file, { workerData: path, execArgv })));
  let turn = 0;
  return {
    lookAt: (range) => threads[turn++ % count]!.lookAt(range),
    close: () => Promise.all(threads.map((one) => one.close())),
  };
}

/** One thread, which answers in the order it is asked. */
class LookThread {
  readonly #asked: { done: (looked: Looked) => void; failed: (error: Error) => void }[] = [];
  readonly #ended: Promise<void>;

  constructor(private readonly worker: Worker) {
    this.#ended = new Promise((resolve) => worker.once('exit', () => resolve()));
    worker.on('message', (answer: FromLooker) => {
      const asked = this.#asked.shift();
      if ('failed' in answer) asked?.failed(new Database.SqliteError(answer.failed, answer.code ?? 'SQLITE_ERROR'));
      else asked?.done(answer);
    });
    worker.on('error', (error) => this.#asked.splice(0).forEach(({ failed }) => failed(error)));
  }

  lookAt(range: Range): Promise<Looked> {
    return new Promise((done, failed) => {
      this.#asked.push({ done, failed });
      this.worker.postMessage(range satisfies ToLooker);
    });
  }

  /** Ends when the ranges before it are looked at: a thread terminated while SQLite throws takes the whole process with it. */
  close(): Promise<void> {
    this.worker.postMessage('close' satisfies ToLooker);
    return this.#ended;
  }
}
