import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { UnitInput } from '#libs/cases';
import { factOf } from './fact-of.js';
import { currentFile, nextFile, pointTo, rowsName } from './pointer.js';
import type { Projection } from './port.js';
import { factsOf, type OrdinalReader } from './projector.js';
import { changesOf, noRows } from './rows/changes-of.js';
import { openRowFile } from './rows/row-file.js';
import { RowWriter } from './rows/row-writer.js';
import { SqliteRowReader } from './rows/sqlite-row-reader.js';
import { Routing } from './routing/routing.js';
import { openRoutingFile } from './routing/schema.js';
import { foldUnit, rowsOf, type FoldedUnit } from './unit.js';

export interface RebuildParts {
  readonly directory: string;
  readonly reader: OrdinalReader;
  readonly projections: readonly Projection[];
  readonly onProgress?: (stage: 'routing' | 'folding', done: number, of: number) => void;
  readonly signal?: AbortSignal;
}

export interface Rebuilt {
  readonly projection: string;
  readonly ordinal: number;
  readonly digest: string;
  /** Digest of the file that was in use, as of the same ordinal; undefined where there was none that far. */
  readonly before: string | undefined;
}

/** Events a transaction. */
const batch = 5000;

/**
 * Builds every projection anew beside the files in use, unit by unit (rows carry ordinals, so the order of writing is free) and in flat
 * memory, compares the digests, and cuts over by the pointer. Ended before that, nothing has changed; begin again.
 */
export async function rebuild(parts: RebuildParts): Promise<readonly Rebuilt[]> {
  const { directory, reader, projections, signal } = parts;
  const head = reader.head();
  const routing = new Routing(openRoutingFile(directory));
  const files = new Map(projections.map((projection) => [projection, nextFile(directory, rowsName(projection))]));
  for (const file of files.values()) remove(join(directory, file));
  const writers = new Map(
    projections.map((projection) => [projection, new RowWriter(openRowFile(join(directory, files.get(projection)!)))]),
  );
  try {
    await route(routing, parts, head);
    await foldAll(routing, parts, writers, head);
    if (signal?.aborted) throw signal.reason;
    const results = projections.map((projection) => ({
      projection: projection.name,
      ordinal: head,
      digest: new SqliteRowReader(writers.get(projection)!.db).digest(head),
      before: digestInUse(directory, projection, head),
    }));
    for (const writer of writers.values()) writer.db.close();
    const old = projections.map((projection) => join(directory, currentFile(directory, rowsName(projection))));
    pointTo(directory, new Map([...files].map(([projection, file]) => [rowsName(projection), file])));
    for (const file of old) remove(file);
    return results;
  } catch (error) {
    for (const writer of writers.values()) if (writer.db.open) writer.db.close();
    for (const file of files.values()) remove(join(directory, file));
    throw error;
  } finally {
    routing.db.close();
  }
}

async function route(routing: Routing, { reader, onProgress, signal }: RebuildParts, head: number): Promise<void> {
  for (let at = routing.checkpoint(); at < head && !signal?.aborted; ) {
    const events = reader.readAll(at, Math.min(batch, head - at));
    routing.db.transaction(() => events.forEach((event) => routing.add(factOf(event))))();
    at = events.at(-1)!.ordinal;
    onProgress?.('routing', at, head);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

type Writers = ReadonlyMap<Projection, RowWriter>;

async function foldAll(routing: Routing, parts: RebuildParts, writers: Writers, head: number): Promise<void> {
  const kinds: readonly UnitInput['kind'][] = ['case', 'child', 'reporter'];
  const dbs = [...writers.values()].map(({ db }) => db);
  for (const db of dbs) db.exec('BEGIN');
  let done = 0;
  let pending = 0;
  for (const kind of kinds) {
    const mine = parts.projections.filter((projection) => projection.unit === kind);
    if (mine.length === 0) continue;
    for (const unit of [...routing.units(kind)]) {
      if (parts.signal?.aborted) return;
      const facts = factsOf(routing, parts.reader, kind, unit, head);
      foldHistory(kind, facts, mine, writers);
      if (kind === 'case') done += facts.length;
      pending += facts.length;
      if (pending < batch) continue;
      for (const db of dbs) db.exec('COMMIT; BEGIN');
      pending = 0;
      parts.onProgress?.('folding', Math.min(done, head), head);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  for (const writer of writers.values()) {
    writer.advance(head);
    writer.db.exec('COMMIT');
  }
}

/** A unit's whole history: folded after every one of its facts, as live does. */
function foldHistory(
  kind: UnitInput['kind'],
  facts: ReturnType<typeof factsOf>,
  mine: readonly Projection[],
  writers: Writers,
): void {
  let before: FoldedUnit = { facts: [], rows: new Map() };
  for (let count = 1; count <= facts.length; count++) {
    const after = foldUnit(kind, facts.slice(0, count), mine);
    for (const projection of mine) {
      const changes = changesOf(rowsOf(before, projection.name) ?? noRows, rowsOf(after, projection.name));
      writers.get(projection)!.write(facts[count - 1]!.ordinal, changes);
    }
    before = after;
  }
}

function digestInUse(directory: string, projection: Projection, head: number): string | undefined {
  const db = openRowFile(join(directory, currentFile(directory, rowsName(projection))));
  try {
    const reader = new SqliteRowReader(db);
    return reader.checkpoint() >= head ? reader.digest(head) : undefined;
  } finally {
    db.close();
  }
}

function remove(file: string): void {
  for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true });
}
