import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { OrdinalReader, Projection } from '../port.js';
import { currentFile, routingName, rowsName } from '../pointer.js';
import { finishRowFile, openRowFile, openUnreadRowFile } from '../rows/row-file.js';
import { RowWriter } from '../rows/row-writer.js';
import { SqliteRowReader } from '../rows/sqlite-row-reader.js';
import { Routing } from '../routing/routing.js';
import { foldChildren } from './fold-children.js';
import type { Rebuilt, Share, ShareStart } from './share.js';

/** A share of a rebuild that is folded in this thread. */
export class LocalShare implements Share {
  readonly #writers: ReadonlyMap<Projection, RowWriter>;

  constructor(
    private readonly start: ShareStart,
    private readonly reader: OrdinalReader,
    projections: readonly Projection[],
  ) {
    this.#writers = new Map(
      projections.map((projection) => [
        projection,
        new RowWriter(openUnreadRowFile(this.#pathOf(rowsName(projection))), true),
      ]),
    );
  }

  async fold(onDone: (facts: number) => void, signal: AbortSignal): Promise<void> {
    const { start, reader } = this;
    const db = new Database(this.#pathOf(routingName), { readonly: true });
    try {
      await foldChildren({ ...start, reader, routing: new Routing(db), writers: this.#writers, onDone, signal });
    } finally {
      db.close();
    }
  }

  finish(names: readonly string[]): Promise<readonly Rebuilt[]> {
    const mine = [...this.#writers].filter(([{ name }]) => names.includes(name));
    return Promise.resolve(mine.map(([projection, writer]) => this.#finish(projection, writer)));
  }

  #finish(projection: Projection, writer: RowWriter): Rebuilt {
    const { directory, head } = this.start;
    writer.advance(head);
    finishRowFile(this.#pathOf(rowsName(projection)), writer.db);
    const digest = new SqliteRowReader(writer.db).digest(head);
    return { projection: projection.name, ordinal: head, digest, before: digestInUse(directory, projection, head) };
  }

  #pathOf(name: string): string {
    return join(this.start.directory, this.start.files.get(name)!);
  }

  close(): Promise<void> {
    for (const { db } of this.#writers.values()) db.close();
    return Promise.resolve();
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
