import type Database from 'better-sqlite3';
import type { JobProgress, JsonValue, WorkOptions, Workers } from '../port.js';
import { cancelled, closing, runProcessor } from '../run-processor.js';
import { claimJobs, isAnyReady } from './claim-jobs.js';
import { settle, takeFrom } from './end-job.js';
import type { GroupCommit } from './group-commit.js';
import { becomeOwner, isAlive, sweepOwners, type Owner } from './owner.js';
import { outcomesOf, type Row } from './rows.js';
import { Slots } from './slots.js';
import { statement } from './statement.js';

export interface Desk {
  readonly directory: string;
  readonly db: Database.Database;
  readonly commit: GroupCommit;
  /** Called after each job that ended here. */
  readonly onEnded: () => void;
}

interface Running {
  readonly abort: AbortController;
  readonly ended: Promise<void>;
}

/** Milliseconds between looks at what other processes did: new jobs, cancellations, dead owners. */
const every = 200;

/** Works on the jobs of one file: claims what is ready, runs it, settles it, and takes over what dead processes held. */
export class SqliteWorkers implements Workers {
  readonly #owner: Owner;
  readonly #running = new Map<number, Running>();
  readonly #slots: Slots;
  readonly #timer: NodeJS.Timeout;
  #closing: Promise<void> | undefined;
  #turning = false;
  #missed = false;

  constructor(
    private readonly desk: Desk,
    private readonly options: WorkOptions,
  ) {
    this.#slots = new Slots(options.concurrency ?? 1);
    sweepOwners(desk.directory, Date.now());
    this.#owner = becomeOwner(desk.directory);
    this.#timer = setInterval(() => void this.turn(), every);
    options.signal?.addEventListener('abort', () => void this.close(), { once: true });
    if (options.signal?.aborted) void this.close();
    void this.turn();
  }

  /** Looks at everything; once more when it is called in the middle. */
  async turn(): Promise<void> {
    this.#missed = true;
    if (this.#turning) return;
    this.#turning = true;
    while (this.#missed) {
      this.#missed = false;
      await this.#look().catch((error) => this.options.onError?.(error));
    }
    this.#turning = false;
  }

  async #look(): Promise<void> {
    this.#obeyCancellations();
    if (this.#closing) return;
    await this.#takeFromDead();
    await Promise.all(Object.keys(this.options.processors).map((kind) => this.#claim(kind)));
  }

  close(within = 10_000): Promise<void> {
    return (this.#closing ??= this.#close(within));
  }

  async #close(within: number): Promise<void> {
    const handBack = setTimeout(() => this.#abortAll(), within);
    // A claim may be on its way to disk, and begins when it is there.
    await this.desk.commit.write(() => undefined).catch(() => undefined);
    while (this.#running.size > 0) await Promise.all([...this.#running.values()].map(({ ended }) => ended));
    clearTimeout(handBack);
    clearInterval(this.#timer);
    this.#owner.release();
  }

  #abortAll(): void {
    for (const { abort } of this.#running.values()) abort.abort(closing());
  }

  #obeyCancellations(): void {
    if (this.#running.size === 0) return;
    const marked = statement<[string], { no: number }>(
      this.desk.db,
      "SELECT no FROM job WHERE state = 'active' AND owner = ? AND cancelling = 1",
    );
    for (const { no } of marked.all(this.#owner.id)) this.#running.get(no)?.abort.abort(cancelled());
  }

  async #takeFromDead(): Promise<void> {
    const { db, directory, commit } = this.desk;
    const others = statement<[string], { owner: string }>(
      db,
      "SELECT DISTINCT owner FROM job WHERE state = 'active' AND owner <> ?",
    );
    for (const { owner } of others.all(this.#owner.id))
      if (!isAlive(directory, owner)) await commit.write(() => takeFrom(db, owner, Date.now()));
  }

  async #claim(kind: string): Promise<void> {
    if (this.#slots.free(kind) < 1 || !isAnyReady(this.desk.db, kind, Date.now())) return;
    await this.#commitAndBegin(kind, 0, () => undefined);
  }

  /**
   * One commit for what is settled (`freed` jobs) and what is claimed in its place. What is claimed begins when the claim is on disk.
   */
  async #commitAndBegin(kind: string, freed: number, settle: () => void): Promise<void> {
    let rows: Row[] = [];
    let taken = 0;
    try {
      await this.desk.commit.write(() => {
        settle();
        if (!this.#closing) rows = this.#claimUpTo(kind, this.#slots.free(kind) + freed);
        taken = rows.length - freed;
        this.#slots.take(kind, taken);
      });
    } catch (error) {
      this.#slots.take(kind, -taken);
      throw error;
    }
    for (const row of rows) this.#begin(row);
  }

  #claimUpTo(kind: string, limit: number): Row[] {
    return limit < 1 ? [] : claimJobs(this.desk.db, kind, this.#owner.id, limit, Date.now());
  }

  #begin(row: Row): void {
    const abort = new AbortController();
    this.#running.set(row.no, { abort, ended: this.#run(row, abort.signal) });
  }

  async #run(row: Row, signal: AbortSignal): Promise<void> {
    const { db, commit } = this.desk;
    const begun = {
      id: row.id,
      kind: row.kind,
      data: JSON.parse(row.data) as JsonValue,
      attempt: row.attempts,
      attempts: row.most_attempts,
      backOff: row.back_off,
    };
    const ending = await runProcessor(this.options.processors[row.kind]!, begun, {
      signal,
      onError: (error, job) => this.options.onError?.(error, job),
      writeProgress: (progress) => commit.write(() => this.#writeProgress(row, progress)),
      children: async () => outcomesOf(db, row.no),
    });
    await this.#settle(row, () => settle(db, row, ending, Date.now()));
    this.desk.onEnded();
  }

  /** A full disk must not leave a job active for ever: tried again each second. */
  async #settle(row: Row, write: () => void): Promise<void> {
    for (;;) {
      try {
        await this.#commitAndBegin(row.kind, 1, write);
        this.#running.delete(row.no);
        return;
      } catch (error) {
        this.options.onError?.(error, row);
        await new Promise((next) => setTimeout(next, 1000));
      }
    }
  }

  #writeProgress(row: Row, progress: JobProgress): void {
    statement(this.desk.db, "UPDATE job SET progress = ? WHERE no = ? AND state = 'active' AND owner = ?").run(
      JSON.stringify(progress),
      row.no,
      this.#owner.id,
    );
  }
}
