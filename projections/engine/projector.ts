import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { LRUCache } from 'lru-cache';
import type { Fact, UnitInput } from '#libs/cases';
import type { EventReader, StoredEvent } from '#libs/event-log';
import { factOf } from './fact-of.js';
import { currentFile, rowsName } from './pointer.js';
import type { Projection, RowReader } from './port.js';
import { changesOf } from './rows/changes-of.js';
import { openRowFile } from './rows/row-file.js';
import { RowWriter } from './rows/row-writer.js';
import { SqliteRowReader } from './rows/sqlite-row-reader.js';
import { Routing } from './routing/routing.js';
import { openRoutingFile } from './routing/schema.js';
import { foldUnit, rowsOf, type FoldedUnit } from './unit.js';

/** Reads single events by their ordinals; what an event reader of the log can do beside its port. */
export interface OrdinalReader extends EventReader {
  readOrdinals(ordinals: readonly number[]): StoredEvent[];
}

export interface ProjectorParts {
  /** Where the projections' files lie. */
  readonly directory: string;
  readonly reader: OrdinalReader;
  readonly projections: readonly Projection[];
  /** Events a transaction. Default 500. */
  readonly batch?: number;
  /** Units kept folded. Default 5000. */
  readonly cachedUnits?: number;
  /** Told after every batch, once its rows and checkpoints are written. */
  readonly onProjected?: (ordinal: number) => void;
}

/**
 * Brings every projection up to the log, event by event: what an event changed = the difference between its units folded without it
 * and with it. Rows and checkpoint commit together, each file on its own; after a crash anywhere it goes on from each file's checkpoint.
 */
export class Projector {
  readonly readers: Readonly<Record<string, RowReader>>;
  readonly #routing: Routing;
  readonly #writers: readonly { projection: Projection; writer: RowWriter }[];
  readonly #folded: LRUCache<string, FoldedUnit>;
  readonly #batch: number;
  #failure: Error | undefined;

  constructor(private readonly parts: ProjectorParts) {
    const { directory, projections, batch = 500, cachedUnits = 5000 } = parts;
    this.#batch = batch;
    this.#routing = new Routing(openRoutingFile(directory));
    this.#writers = projections.map((projection) => ({
      projection,
      writer: new RowWriter(openRowFile(join(directory, currentFile(directory, rowsName(projection))))),
    }));
    this.readers = Object.fromEntries(
      this.#writers.map(({ projection, writer }) => [projection.name, new SqliteRowReader(writer.db)]),
    );
    this.#folded = new LRUCache({ max: cachedUnits });
  }

  /** The ordinal up to which every projection is written. */
  checkpoint(): number {
    return Math.min(...this.#writers.map(({ writer }) => writer.checkpoint()));
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
    for (let at = this.checkpoint(); at < head && !options.signal?.aborted; ) {
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
      for await (const events of this.parts.reader.tail(this.checkpoint(), signal, this.#batch)) {
        this.#project(events);
        await new Promise((resolve) => setImmediate(resolve));
      }
    } catch (error) {
      if (!signal.aborted) this.#failure = error as Error;
    }
  }

  #project(events: readonly StoredEvent[]): void {
    const files = [this.#routing.db, ...this.#writers.map(({ writer }) => writer.db)];
    for (const db of files) db.exec('BEGIN IMMEDIATE');
    try {
      for (const event of events) this.#apply(factOf(event));
      const last = events.at(-1)!.ordinal;
      for (const { writer } of this.#writers) if (writer.checkpoint() < last) writer.advance(last);
      // Routing first: it may run ahead of projections, never behind.
      for (const db of files) db.exec('COMMIT');
      this.parts.onProjected?.(last);
    } catch (error) {
      for (const db of files) rollback(db);
      for (const { writer } of this.#writers) writer.reread();
      this.#folded.clear();
      throw error;
    }
  }

  #apply(fact: Fact): void {
    const touched = this.#routing.add(fact);
    this.#applyTo('case', touched.cases, fact);
    this.#applyTo('child', touched.children, fact);
    if (touched.reporter !== undefined) this.#applyTo('reporter', new Set([touched.reporter]), fact);
  }

  #applyTo(kind: UnitInput['kind'], units: ReadonlySet<number | string>, fact: Fact): void {
    const mine = this.#writers.filter(({ projection }) => projection.unit === kind);
    if (mine.length === 0) return;
    for (const unit of units) {
      const before = this.#before(kind, unit, fact.ordinal - 1);
      const facts = [...before.facts, fact];
      const after = foldUnit(
        kind,
        facts,
        mine.map(({ projection }) => projection),
      );
      this.#folded.set(`${kind} ${unit}`, after);
      for (const { projection, writer } of mine) {
        if (writer.checkpoint() >= fact.ordinal) continue;
        writer.write(fact.ordinal, changesOf(rowsOf(before, projection.name), rowsOf(after, projection.name)));
      }
    }
  }

  /** The unit as it was after an ordinal: kept, when it has not grown since by other facts, or folded anew. */
  #before(kind: UnitInput['kind'], unit: number | string, upTo: number): FoldedUnit {
    const kept = this.#folded.get(`${kind} ${unit}`);
    if (kept && (kind === 'reporter' || kept.facts.length === this.#routing.count(kind, unit as number, upTo)))
      return kept;
    const projections = this.parts.projections.filter((projection) => projection.unit === kind);
    return foldUnit(kind, factsOf(this.#routing, this.parts.reader, kind, unit, upTo), projections);
  }

  close(): void {
    for (const { writer } of this.#writers) writer.db.close();
    this.#routing.db.close();
  }
}

/** The facts of a unit up to an ordinal, in order. */
export function factsOf(
  routing: Routing,
  reader: OrdinalReader,
  kind: UnitInput['kind'],
  unit: number | string,
  upTo: number,
): Fact[] {
  if (kind === 'reporter') {
    return reader
      .readStream(`reporter-${unit}-self`)
      .filter(({ ordinal }) => ordinal <= upTo)
      .map(factOf);
  }
  const ordinals =
    kind === 'case' ? routing.factsOfCase(unit as number, upTo) : routing.factsOfChild(unit as number, upTo);
  return reader.readOrdinals(ordinals).map(factOf);
}

function rollback(db: Database.Database): void {
  if (db.inTransaction) db.exec('ROLLBACK');
}
