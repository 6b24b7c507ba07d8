import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type Database from 'better-sqlite3';
import { LRUCache } from 'lru-cache';
import { withFact, type Fact } from '#libs/cases';
import type { StoredEvent } from '#libs/event-log';
import { factOf } from './fact-of.js';
import { factsOfChild, Folding, unfolded, type Folded } from './folding.js';
import { takeDirectory } from './take-directory.js';
import { currentFile, rowsName } from './pointer.js';
import type { OrdinalReader, Projection, RowReader } from './port.js';
import { checkpointApart } from './rows/checkpoint-apart.js';
import { openRowFile } from './rows/row-file.js';
import { RowsUnderWay } from './rows/rows-under-way.js';
import { SqliteRowReader } from './rows/sqlite-row-reader.js';
import { writeApart, writeHere, type FilesWriter } from './rows/write-apart.js';
import { Routing } from './routing/routing.js';
import { openRoutingFile } from './routing/schema.js';

export interface ProjectorParts {
  /** Where the projections' files lie. */
  readonly directory: string;
  readonly reader: OrdinalReader;
  readonly projections: readonly Projection[];
  /** Rows are written by a thread of their own, beside the folds. */
  readonly apart?: boolean;
  /** Events a transaction, at most. Default 500. */
  readonly batch?: number;
  /** Units of each kind kept folded. Default 1000. */
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
  readonly #files: readonly Database.Database[];
  readonly #writer: FilesWriter;
  readonly #checkpoints: { close(): Promise<void> } | undefined;
  readonly #rows: RowsUnderWay;
  readonly #folding: Folding;
  readonly #cases: LRUCache<number, Folded>;
  readonly #children: LRUCache<number, FoldedChild>;
  readonly #reporters: LRUCache<string, Folded>;
  readonly #batch: number;
  #failure: Error | undefined;

  /** @throws Error when another projector or a rebuild holds the directory. */
  constructor(private readonly parts: ProjectorParts) {
    const { directory, projections, batch = 500, cachedUnits: max = 1000 } = parts;
    this.#batch = batch;
    this.#lock = takeDirectory(directory);
    this.#routing = new Routing(openRoutingFile(directory));
    const paths = projections.map((one) => join(directory, currentFile(directory, rowsName(one))));
    // Made here if there are none; another connection, in another thread perhaps, writes them.
    this.#files = paths.map(openRowFile);
    this.readers = Object.fromEntries(
      projections.map(({ name }, nth) => [name, new SqliteRowReader(this.#files[nth]!)]),
    );
    this.#writer = (parts.apart ? writeApart : writeHere)({ paths, areFresh: false });
    this.#checkpoints = parts.apart ? checkpointApart([this.#routing.db.name, ...paths]) : undefined;
    const checkpointOf = ({ name }: Projection): number => this.readers[name]!.checkpoint();
    this.#rows = new RowsUnderWay(this.#writer, projections, checkpointOf, parts.onProjected);
    this.#folding = new Folding(projections, this.#rows);
    this.#cases = new LRUCache({ max });
    this.#children = new LRUCache({ max });
    this.#reporters = new LRUCache({ max });
  }

  /** The ordinal up to which every projection is written. */
  checkpoint(): number {
    return this.#rows.checkpoint();
  }

  /** Why the projector stopped; undefined while it runs. */
  get failure(): Error | undefined {
    return this.#failure;
  }

  /** Projects until the head as it is now, a batch at a time, giving way in between; resolves when all is written. */
  async catchUp(
    options: { signal?: AbortSignal; onProgress?: (done: number, of: number) => void } = {},
  ): Promise<void> {
    const head = this.parts.reader.head();
    for (let at = await this.#begin(); at < head && !options.signal?.aborted; ) {
      const events = this.parts.reader.readAll(at, Math.min(this.#batch, head - at));
      await this.#project(events);
      at = events.at(-1)!.ordinal;
      options.onProgress?.(at, head);
    }
    await this.#writer.settled();
  }

  /** Follows the log until the signal; a failure is kept and ends it, so that a wrong fold never skips an event. */
  async runLive(signal: AbortSignal): Promise<void> {
    try {
      const ending = AbortSignal.any([signal, this.#writer.failing]);
      for await (const events of this.parts.reader.tail(await this.#begin(), ending, this.#batch)) {
        await this.#project(events);
        await this.#gather(events.at(-1)!.ordinal, ending);
      }
      await this.#writer.settled();
    } catch (error) {
      if (!signal.aborted) this.#failure = error as Error;
    }
  }

  /** Until enough events are there, for committing every file costs as much as folding twenty; few do not wait long. */
  async #gather(after: number, signal: AbortSignal): Promise<void> {
    const enough = Math.min(worthCommitting, this.#batch);
    for (let waited = 0; waited < longest && !signal.aborted; waited += looking) {
      if (this.parts.reader.head() - after >= enough) return;
      await setTimeout(looking, undefined, { signal }).catch(() => undefined);
    }
  }

  /** A power cut may take the last commits of one file and not of another, the routing's too: begin where the last of them is. */
  async #begin(): Promise<number> {
    // What a fold that failed came after.
    await this.#writer.settled();
    return Math.min(this.checkpoint(), this.#routing.checkpoint());
  }

  /** Resolves when the next events may be projected: these may not be written yet. */
  async #project(events: readonly StoredEvent[]): Promise<void> {
    const last = events.at(-1)!.ordinal;
    this.#fold(events, last);
    await this.#rows.handOver(last);
    await new Promise((resolve) => setImmediate(resolve));
  }

  /** Routing is committed before the rows are handed over: it may run ahead of projections, never behind. */
  #fold(events: readonly StoredEvent[], last: number): void {
    const { db } = this.#routing;
    try {
      db.exec('BEGIN IMMEDIATE');
      for (const event of events) this.#apply(factOf(event));
      this.#routing.advance(last);
      db.exec('COMMIT');
    } catch (error) {
      if (db.inTransaction) db.exec('ROLLBACK');
      this.#routing.reread();
      this.#rows.drop();
      for (const cache of [this.#cases, this.#children, this.#reporters]) cache.clear();
      throw error;
    }
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

  /** Resolves when what was handed over is written, and the directory given free. */
  async close(): Promise<void> {
    await Promise.all([this.#writer.close(), this.#checkpoints?.close()]);
    for (const db of [...this.#files, this.#routing.db]) db.close();
    this.#lock.release();
  }
}

/** Events that are worth a commit of every file. */
const worthCommitting = 150;

/** How long fewer are let gather at most, and how often they are counted meanwhile, in milliseconds. */
const [longest, looking] = [40, 10];
