import type { Database } from 'better-sqlite3';
import type { Journal, SharedPlace } from '#libs/event-log';
import type { ClaimCommit } from '../claim-commit.js';
import type { ClaimCommits, Waiting } from '../claim-queue.js';
import type { HeldClaim } from '../claim-writer.js';
import { guarded } from '../failure.js';
import type { RandomBytes } from '../sealing.js';
import type { Wanted } from '../wanted.js';
import { rehearsed } from './rehearsed.js';
import { StoredRows } from './stored-rows.js';
import type { VaultCopy } from './vault-copy.js';
import { newKeysName, recordOf, type Slice, type VaultRecord } from './vault-record.js';

/** Claims of several calls that share a turn. */
const most = 2_000;

/** What claims in a shared vault need. */
export interface SharedClaimsParts {
  readonly db: Database;
  readonly commit: ClaimCommit;
  readonly copy: VaultCopy;
  readonly journal: Journal<VaultRecord>;
  readonly shared: SharedPlace;
  readonly random: RandomBytes;
}

/**
 * Claims that go into the journal, one batch at a time; calls that arrive meanwhile, or in the same turn of the process, share the next one. What
 * the copy holds is answered from there.
 */
export class SharedClaims implements ClaimCommits {
  readonly #rows: StoredRows;
  #waiting: Waiting[] = [];
  #running: Promise<void> | undefined;

  constructor(private readonly parts: SharedClaimsParts) {
    this.#rows = new StoredRows(parts.db);
  }

  async add(wanted: readonly Wanted[]): Promise<readonly HeldClaim[]> {
    return (
      this.#held(wanted) ??
      new Promise((done, failed) => {
        this.#waiting.push({ wanted, done, failed });
        this.#running ??= new Promise((next) => setImmediate(next)).then(() => this.#run());
      })
    );
  }

  async close(): Promise<void> {
    await this.#running;
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#nextBatch();
      try {
        const calls = batch.map(({ wanted }) => wanted);
        await this.#hold(calls);
        const held = calls.map((call) => this.#held(call)!);
        batch.forEach(({ done }, at) => done(held[at]!));
      } catch (error) {
        for (const { failed } of batch) failed(error);
      }
    }
    this.#running = undefined;
  }

  #nextBatch(): Waiting[] {
    let claims = 0;
    const end = this.#waiting.findIndex(({ wanted }, at) => (claims += wanted.length) > most && at > 0);
    return this.#waiting.splice(0, end < 0 ? this.#waiting.length : end);
  }

  /** Adds what the copy does not hold, in as many records as it takes. */
  async #hold(calls: readonly (readonly Wanted[])[]): Promise<void> {
    const { journal, copy, shared, random } = this.parts;
    for (let isWhole = false; !isWhole; ) {
      // A name for each record that is tried: one whose outcome is unknown may yet come, and needs its keys.
      const name = newKeysName(random);
      await journal.add(async () => {
        const made = this.#rehearse(calls);
        isWhole = made.isWhole;
        copy.remember(name, made.slice.keys);
        return recordOf(made.slice, name, shared);
      });
    }
  }

  /** What would be written if the copy were all there is, as far as one record takes it. */
  #rehearse(calls: readonly (readonly Wanted[])[]): { readonly slice: Slice; readonly isWhole: boolean } {
    const { db, commit } = this.parts;
    return guarded(() =>
      rehearsed(db, () => {
        const last = this.#rows.last();
        commit.run(calls);
        const slice = this.#rows.from(last + 1);
        return { slice, isWhole: this.#rows.last() === last + slice.rows.length };
      }),
    );
  }

  /** The claims as the copy holds them; undefined when it lacks one. */
  #held(call: readonly Wanted[]): readonly HeldClaim[] | undefined {
    const held = guarded(() => this.parts.commit.find(call));
    return held.every((one) => one !== undefined) ? held : undefined;
  }
}
