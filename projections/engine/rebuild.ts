import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { factOf } from './fact-of.js';
import { nextFile, pointTo, removeOthers, routingName, rowsName } from './pointer.js';
import type { OrdinalReader, Projection } from './port.js';
import { makeRowFile } from './rows/row-file.js';
import { Routing } from './routing/routing.js';
import { openRoutingAt } from './routing/schema.js';
import { LocalShare } from './shares/local-share.js';
import type { Rebuilt, Share, ShareStart } from './shares/share.js';
import { ThreadShare } from './shares/thread-share.js';
import { takeDirectory } from './take-directory.js';

/** Threads that fold beside this one. */
export interface RebuildThreads {
  readonly count: number;
  /** A shorter log is folded sooner than threads have loaded. */
  readonly fewestEvents: number;
  /** A script that calls `serveShare` with these very projections and a reader of this very log. */
  readonly file: string;
  /** What the script finds in its `workerData`. */
  readonly data: object;
}

export interface RebuildParts {
  readonly directory: string;
  readonly reader: OrdinalReader;
  readonly projections: readonly Projection[];
  readonly onProgress?: (stage: 'routing' | 'folding', done: number, of: number) => void;
  readonly signal?: AbortSignal;
  /** Default: none. */
  readonly threads?: RebuildThreads;
}

/** Events a transaction. */
const batch = 5000;

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
  const { directory, reader, projections } = parts;
  const head = reader.head();
  const pathOf = (name: string): string => join(directory, files.get(name)!);
  let shares: Share[] = [];
  try {
    const routing = new Routing(openRoutingAt(pathOf(routingName)));
    for (const projection of projections) makeRowFile(pathOf(rowsName(projection)));
    shares = sharesOf(parts, { directory, files, head });
    await route(routing, parts, head).finally(() => routing.db.close());
    await foldShares(shares, parts, head);
    parts.signal?.throwIfAborted();
    const rebuilt = await finish(shares, projections);
    await close(shares);
    return rebuilt;
  } catch (error) {
    await close(shares);
    for (const file of files.values())
      for (const end of ['', '-wal', '-shm']) rmSync(join(directory, file + end), { force: true });
    throw error;
  }
}

/** One for this thread, one for each of the others, which load while this one routes. */
function sharesOf({ reader, projections, threads }: RebuildParts, start: Omit<ShareStart, 'share' | 'of'>): Share[] {
  const others = threads && start.head >= threads.fewestEvents ? threads.count : 0;
  const of = others + 1;
  return [
    new LocalShare({ ...start, share: 0, of }, reader, projections),
    ...Array.from({ length: others }, (_, nth) => new ThreadShare(threads!, { ...start, share: nth + 1, of })),
  ];
}

const close = (shares: readonly Share[]): Promise<unknown> => Promise.all(shares.map((share) => share.close()));

async function route(routing: Routing, { reader, onProgress, signal }: RebuildParts, head: number): Promise<void> {
  const add = routing.db.transaction((after: number): number => {
    const events = reader.readAll(after, Math.min(batch, head - after));
    for (const event of events) routing.add(factOf(event));
    routing.advance(events.at(-1)!.ordinal);
    return events.at(-1)!.ordinal;
  });
  for (let at = 0; at < head; ) {
    signal?.throwIfAborted();
    at = add(at);
    onProgress?.('routing', at, head);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Every share at once; one that fails ends the others. */
async function foldShares(shares: readonly Share[], { onProgress, signal }: RebuildParts, head: number): Promise<void> {
  const end = new AbortController();
  const either = AbortSignal.any([end.signal, ...(signal ? [signal] : [])]);
  let done = 0;
  const onDone = (facts: number): void => onProgress?.('folding', Math.min((done += facts), head), head);
  const folded = shares.map((share) => share.fold(onDone, either));
  try {
    await Promise.all(folded);
    // Facts of a person that no case names are folded nowhere.
    onProgress?.('folding', head, head);
  } finally {
    end.abort();
    await Promise.allSettled(folded);
  }
}

/** Files dealt out among the shares; answered in the order of the projections. */
async function finish(shares: readonly Share[], projections: readonly Projection[]): Promise<readonly Rebuilt[]> {
  const names = projections.map(({ name }) => name);
  const finishing = shares.map((share, nth) => share.finish(names.filter((_, at) => at % shares.length === nth)));
  const rebuilt = (await Promise.all(finishing)).flat();
  return names.map((name) => rebuilt.find(({ projection }) => projection === name)!);
}
