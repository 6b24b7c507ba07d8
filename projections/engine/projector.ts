import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { LRUCache } from 'lru-cache';
import { withFact, type Fact } from '#libs/cases';
import type { StoredEvent } from '#libs/event-log';
import { factOf } from './fact-of.js';
import { factsOfChild, Folding, unfolded, type Folded } from './folding.js';
import { takeDirectory } from './take-directory.js';
import { currentFile, rowsName } from './pointer.js';
import type { OrdinalReader, Projection, RowReader } from './port.js';
import { openRowFile } from './rows/row-file.js';
import { RowWriter } from './rows/row-writer.js';
import { SqliteRowReader } from './rows/sqlite-row-reader.js';
import { Routing } from './routing/routing.js';
import { openRoutingFile } from './routing/schema.js';

export interface ProjectorParts {
  /** Where the projections' files lie. */
  readonly directory: string;
  readonly reader: OrdinalReader;
  readonly projections: readonly Projection[];
  /** Events a transaction. Default 500. */
  readonly batch?: number;
  /** Units of each kind kept folded. Default 5000. */
  readonly cachedUnits?: number;
  /** Told after every batch, once its rows and checkpoints are written. */
  readonly onProjected?: (ordinal: number) => void;
}

/** A child as folded, and the case units it was folded of: it stands while they are the same, and none of them took in older facts. */
interface FoldedChild {
  readonly units: readonly number[];
  readonly folded: Folded;
}

/**
 * Brings every projection up to the log, event by event. Rows and checkpoint commit together, each file on its own; after a crash anywhere
 * it goes on from each file's checkpoint. One a directory, and none while that is rebuilt.
 */
export class Projector {
  readonly readers: Readonly<Record<string, RowReader>>;
  readonly #lock: { release(): void };
  readonly #routing: Routing;
  readonly #writers: ReadonlyMap<Projection, RowWriter>;
  readonly #folding: Folding;
  readonly #cases: LRUCache<number, Folded>;
  readonly #children: LRUCache<number, FoldedChild>;
  readonly #reporters: LRUCache<string, Folded>;
  readonly #batch: number;
  #failure: Error | undefined;

  /** @throws Error when another projector or a rebuild holds the directory. */
  constructor(private readonly parts: ProjectorParts) {
    const { directory, projections, batch = 500, cachedUnits: max = 5000 } = parts;
    this.#batch = batch;
    this.#lock = takeDirectory(directory);
    this.#routing = new Routing(openRoutingFile(directory));
    this.#writers = new Map(
      projections.map((projection) => {
        const file = currentFile(directory, rowsName(projection));
        return [projection, new RowWriter(openRowFile(join(directory, file)))];
      }),
    );
    this.readers = Object.fromEntries([...this.#writers].map(([{ name }, { db }]) => [name, new SqliteRowReader(db)]));
    this.#folding = new Folding(projections, (projection, ordinal, changes) => {
      const writer = this.#writers.get(projection)!;
      if (writer.checkpoint() < ordinal) writer.write(ordinal, changes);
    });
    this.#cases = new LRUCache({ max });
    this.#children = new LRUCache({ max });
    this.#reporters = new LRUCache({ max });
  }

  /** The ordinal up to which every projection is written. */
  checkpoint(): number {
    return Math.min(...[...this.#writers.values()].map((writer) => writer.checkpoint()));
  }

  /** Why the projector stopped; undefined while it runs. */
  get failure(): Error | undefined {
    return this.#failure;
  }

  /** Projects until the head as it is now, a batch at a time, giving way in between. */
  async catchUp(
    options: { signal?: AbortSignal; onProgress?: (done: number, of: number) => void } = {},
  ): Promise<void> {
    const head = this.parts.reader.head();
    for (let at = this.#begin(); at < head && !options.signal?.aborted; ) {
      const events = this.parts.reader.readAll(at, Math.min(this.#batch, head - at));
      this.#project(events);
      at = events.at(-1)!.ordinal;
      options.onProgress?.(at, head);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  /** Follows the log until the signal; a failure is kept and ends it, so that a wrong fold never skips an event. */
  async runLive(signal: AbortSignal): Promise<void> {
    try {
      for await (const events of this.parts.reader.tail(this.#begin(), signal, this.#batch)) {
        this.#project(events);
        await new Promise((resolve) => setImmediate(resolve));
      }
    } catch (error) {
      if (!signal.aborted) this.#failure = error as Error;
    }
  }

  /** A power cut may take the last commits of one file and not of another, the routing's too: begin where the last of them is. */
  #begin(): number {
    return Math.min(this.checkpoint(), this.#routing.checkpoint());
  }

  #project(events: readonly StoredEvent[]): void {
    const writers = [...this.#writers.values()];
    const files = [this.#routing.db, ...writers.map(({ db }) => db)];
    const last = events.at(-1)!.ordinal;
    try {
      for (const db of files) db.exec('BEGIN IMMEDIATE');
      for (const event of events) this.#apply(factOf(event));
      this.#routing.advance(last);
      for (const writer of writers) if (writer.checkpoint() < last) writer.advance(last);
      // Routing first: it may run ahead of projections, never behind.
      for (const db of files) db.exec('COMMIT');
    } catch (error) {
      for (const db of files) rollback(db);
      for (const each of [this.#routing, ...writers]) each.reread();
      for (const cache of [this.#cases, this.#children, this.#reporters]) cache.clear();
      throw error;
    }
    this.parts.onProjected?.(last);
  }

  #apply(fact: Fact): void {
    if (fact.family === 'reporter') return this.#applyToReporter(fact);
    const touched = this.#routing.add(fact);
    for (const unit of touched.stale) this.#cases.delete(unit);
    const before = new Map([...touched.cases].map((unit) => [unit, this.#caseBefore(unit, fact.ordinal)]));
    for (const [unit, folded] of before)
      this.#cases.set(unit, this.#folding.step('case', folded, withFact(folded.facts, fact), fact.ordinal));
    for (const child of this.#routing.childrenOf(touched.cases))
      this.#applyToChild(child, fact, before, touched.stale.size > 0);
  }

  #applyToReporter({ reporter, ordinal, stream }: Fact): void {
    const facts = this.parts.reader.readStream(stream).filter((event) => event.ordinal <= ordinal);
    const told = facts.map(factOf);
    const before = this.#reporters.get(reporter) ?? this.#folding.fold('reporter', told.slice(0, -1));
    this.#reporters.set(reporter, this.#folding.step('reporter', before, told, ordinal));
  }

  /** @param before the cases that this event touched, as they were without it. */
  #applyToChild(child: number, fact: Fact, before: ReadonlyMap<number, Folded>, isStale: boolean): void {
    const { ordinal } = fact;
    const units = this.#routing.casesOfChild(child);
    const kept = this.#children.get(child);
    const isSame =
      !isStale && kept?.units.length === units.length && kept.units.every((one, nth) => one === units[nth]);
    const folded = isSame ? kept.folded : this.#childBefore(units, before, ordinal, kept?.folded);
    // Of a child with one case the very list of that, so that folds share their work.
    const facts = units.length === 1 ? this.#caseBefore(units[0]!, ordinal + 1).facts : withFact(folded.facts, fact);
    this.#children.set(child, { units, folded: this.#folding.step('child', folded, facts, ordinal) });
  }

  /** The child as it was before an event: as kept, where its units brought no fact that it had not, or folded anew. */
  #childBefore(
    units: readonly number[],
    before: ReadonlyMap<number, Folded>,
    ordinal: number,
    kept: Folded | undefined,
  ): Folded {
    const facts = factsOfChild(units.map((unit) => (before.get(unit) ?? this.#caseBefore(unit, ordinal)).facts));
    const stands =
      kept?.facts.length === facts.length && kept.facts.every((fact, nth) => fact.ordinal === facts[nth]!.ordinal);
    return stands ? kept : this.#folding.fold('child', facts);
  }

  /** The case as it was before an event: kept, or folded anew. */
  #caseBefore(unit: number, ordinal: number): Folded {
    const kept = this.#cases.get(unit);
    if (kept) return kept;
    const ordinals = this.#routing.factsOfCase(unit, ordinal - 1);
    if (ordinals.length === 0) return unfolded;
    const folded = this.#folding.fold('case', this.parts.reader.readOrdinals(ordinals).map(factOf));
    this.#cases.set(unit, folded);
    return folded;
  }

  close(): void {
    for (const { db } of this.#writers.values()) db.close();
    this.#routing.db.close();
    this.#lock.release();
  }
}

function rollback(db: Database.Database): void {
  if (db.inTransaction) db.exec('ROLLBACK');
}
