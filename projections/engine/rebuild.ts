import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { factOf } from './fact-of.js';
import { foldAll } from './fold-all.js';
import { currentFile, nextFile, pointTo, removeOthers, routingName, rowsName } from './pointer.js';
import type { OrdinalReader, Projection } from './port.js';
import { openRowFile } from './rows/row-file.js';
import { SqliteRowReader } from './rows/sqlite-row-reader.js';
import { RowsUnderWay } from './rows/rows-under-way.js';
import { writeApart, writeHere } from './rows/write-apart.js';
import { Routing } from './routing/routing.js';
import { beginRouting, finishRouting } from './routing/schema.js';
import { takeDirectory } from './take-directory.js';

export interface RebuildParts {
  readonly directory: string;
  readonly reader: OrdinalReader;
  readonly projections: readonly Projection[];
  readonly onProgress?: (stage: 'routing' | 'folding', done: number, of: number) => void;
  readonly signal?: AbortSignal;
  /** Events from which on another thread writes what this one folds. Default 10 000: before that it is not worth its start. */
  readonly apartFrom?: number;
}

export interface Rebuilt {
  readonly projection: string;
  readonly ordinal: number;
  readonly digest: string;
  /** Digest of the file that was in use, as of the same ordinal; undefined where there was none that far. */
  readonly before: string | undefined;
}

/** Events read at a time while they are routed: few enough that what was read of them dies young. */
const routed = 500;
/** Events whose rows go to be written at a time. */
const batch = 250;

/**
 * Builds routing and every projection anew beside the files in use, child by child (rows carry ordinals, so the order of writing is free)
 * and in flat memory, compares the digests, and cuts over by the pointer. Who reads the old files goes on reading them. Ended before the
 * cut, nothing has changed; begin again.
 * @throws Error while a projector holds the directory: stop it, and open it anew afterwards.
 */
export async function rebuild(parts: RebuildParts): Promise<readonly Rebuilt[]> {
  const { directory, projections } = parts;
  const names = [routingName, ...projections.map(rowsName)];
  const lock = takeDirectory(directory);
  try {
    removeOthers(directory, names);
    const files = new Map(names.map((name) => [name, nextFile(directory, name)]));
    const rebuilt = await build(parts, files);
    pointTo(directory, files);
    removeOthers(directory, names);
    return rebuilt;
  } finally {
    lock.release();
  }
}

async function build(parts: RebuildParts, files: ReadonlyMap<string, string>): Promise<readonly Rebuilt[]> {
  const { directory, reader, projections, signal, onProgress } = parts;
  const head = reader.head();
  let failed = false;
  const pathOf = (name: string): string => join(directory, files.get(name)!);
  const paths = projections.map((projection) => pathOf(rowsName(projection)));
  const routing = new Routing(beginRouting(pathOf(routingName)));
  const writeFiles = head >= (parts.apartFrom ?? 10_000) ? writeApart : writeHere;
  const writer = writeFiles({ paths, areFresh: true });
  const rows = new RowsUnderWay(writer, projections, () => 0);
  try {
    await route(routing, parts, head);
    finishRouting(pathOf(routingName), routing.db);
    // Of one state, for as long as it is read: each query would lock the file anew.
    routing.db.exec('BEGIN');
    await foldAll({ ...parts, routing, rows, head, batch, onFolded: (done) => onProgress?.('folding', done, head) });
    signal?.throwIfAborted();
    const finished = writer.finish(head);
    const before = projections.map((projection) => digestInUse(directory, projection, head));
    const digests = await finished;
    return projections.map(({ name }, nth) => ({
      projection: name,
      ordinal: head,
      digest: digests[nth]!,
      before: before[nth],
    }));
  } catch (error) {
    failed = true;
    throw error;
  } finally {
    await writer.close();
    routing.db.close();
    if (failed)
      for (const file of files.values())
        for (const end of ['', '-wal', '-shm']) rmSync(join(directory, file + end), { force: true });
  }
}

/** In one transaction: without a journal, a commit would only write pages that change again. */
async function route(routing: Routing, { reader, onProgress, signal }: RebuildParts, head: number): Promise<void> {
  routing.db.exec('BEGIN');
  for (let at = 0; at < head; ) {
    signal?.throwIfAborted();
    const events = reader.readAll(at, Math.min(routed, head - at));
    for (const event of events) routing.add(factOf(event));
    at = events.at(-1)!.ordinal;
    onProgress?.('routing', at, head);
    await new Promise((resolve) => setImmediate(resolve));
  }
  routing.advance(head);
  routing.db.exec('COMMIT');
}

function digestInUse(directory: string, projection: Projection, head: number): string | undefined {
  const path = join(directory, currentFile(directory, rowsName(projection)));
  if (!existsSync(path)) return undefined;
  const db = openRowFile(path);
  try {
    const reader = new SqliteRowReader(db);
    return reader.checkpoint() >= head ? reader.digest(head) : undefined;
  } finally {
    db.close();
  }
}
