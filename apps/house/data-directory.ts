import { existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isLogBegun } from '#libs/event-log';
import type { Config } from './config.js';
import { HouseError } from './house-error.js';
import { writeWhole } from './write-whole.js';

/** What a data directory holds: `demo` takes synthetic events only, `live` takes none. Set when it is made, and never after. */
export type HouseKind = 'demo' | 'live';

/** A data directory, and the event store that it holds copies of, where that is configured. */
export type HousePlace = Pick<Config, 'data' | 'eventStore'>;

const kindFile = 'house.json';

/** Where the projections of a data directory lie. */
export const projectionsOf = (data: string): string => join(data, 'projections');

/** What the directory was made as; undefined where there is no house yet. @throws HouseError `data.not-found`. */
export function kindOf(data: string): HouseKind | undefined {
  const path = join(data, kindFile);
  if (!existsSync(path)) return undefined;
  const { kind } = readJson(path) as { kind?: unknown };
  if (kind === 'demo' || kind === 'live') return kind;
  throw new HouseError('data.not-found', `${path} is not the file of a house. Name the data directory of the server.`);
}

/** The kind of a house that must be there. @throws HouseError `data.not-found`. */
export function existingKind(data: string): HouseKind {
  const kind = kindOf(data);
  if (kind) return kind;
  throw new HouseError(
    'data.not-found',
    `There is no data in ${data}. Name the data directory (SAGSSPOR_DATA or --data), or start the server (sagsspor serve) or the demo (npm start), which makes it.`,
  );
}

/**
 * Makes the directory as what it is to be, or sees that it is that already: demo data and real data never share one, and a copy of what
 * lies in an event store is never written to as if it were the log itself.
 * @throws HouseError `data.kind-differs`, `data.engine-differs`, `data.not-found`.
 */
export function enterDirectory(place: HousePlace, kind: HouseKind): void {
  checkDirectory(place, kind);
  if (kindOf(place.data) === undefined) writeKind(place.data, kind, place.eventStore !== undefined);
}

/**
 * The same without saying what the directory is, for who does not know yet whether it may be that.
 * @throws HouseError `data.kind-differs`, `data.engine-differs`, `data.not-found`.
 */
export function checkDirectory({ data, eventStore }: HousePlace, kind: HouseKind): void {
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const found = kindOf(data);
  if (found !== undefined) assertEngine(data, eventStore !== undefined);
  if (found === kind) return;
  if (found) {
    throw new HouseError(
      'data.kind-differs',
      `${data} holds ${found} data, and this wants ${kind} data. Demo data and real data never share a directory: name another one.`,
    );
  }
  // Of a replica that was begun, the event store says what it is.
  if (eventStore === undefined && existsSync(join(data, 'log.sqlite'))) {
    throw new HouseError(
      'data.kind-differs',
      `${data} holds a log but no ${kindFile}, so it cannot be told whether it is real. Restore the directory whole from its backup.`,
    );
  }
}

/** Says for good what the directory is. */
export const writeKind = (directory: string, kind: HouseKind, isCopy = false): void =>
  writeWhole(
    join(directory, kindFile),
    `${JSON.stringify({ kind, format: 1, ...(isCopy && { log: 'eventstoredb' }) })}\n`,
  );

/** Whether the directory holds copies of what lies in an event store. */
const isCopyOfStore = (data: string): boolean => {
  const { log } = readJson(join(data, kindFile)) as { log?: unknown };
  return log === 'eventstoredb';
};

/** @throws HouseError `data.engine-differs`. */
export function assertEngine(data: string, wantsStore: boolean): void {
  if (isCopyOfStore(data) === wantsStore) return;
  throw new HouseError(
    'data.engine-differs',
    wantsStore
      ? `${data} holds a log of its own, and SAGSSPOR_EVENTSTORE names an event store. Move the log with sagsspor log copy, and name another data directory here.`
      : `${data} holds copies of a log in an event store, which SAGSSPOR_EVENTSTORE does not name. Name it, or name another data directory.`,
  );
}

/** A vault is made after its log: one without a log has lost it, and a new log would begin at ordinal 1 again. @throws HouseError `data.not-found`. */
export function assertNotLost({ data, eventStore }: HousePlace): void {
  if (eventStore !== undefined || !existsSync(join(data, 'vault.sqlite')) || isLogBegun(data)) return;
  throw new HouseError(
    'data.not-found',
    `${data} holds a vault, and its log.sqlite is gone or empty: the log is lost, and no other is begun in its place. Restore the directory whole from its backup.`,
  );
}

/** Of the directory of delivered files, which is marked like the data: a demo's files and real ones never lie together. */
export function enterOut(out: string, kind: HouseKind): void {
  mkdirSync(out, { recursive: true, mode: 0o700 });
  const found = kindOf(out);
  if (found === undefined) return writeKind(out, kind);
  if (found === kind) return;
  throw new HouseError(
    'data.kind-differs',
    `${out} holds files delivered from ${found} data, and this delivers ${kind} data. Name another directory (SAGSSPOR_OUT or --out).`,
  );
}

/** Nothing but what a restore may be laid into. @throws HouseError `data.not-empty`. */
export function assertEmpty(directory: string): void {
  if (!existsSync(directory) || readdirSync(directory).length === 0) return;
  throw new HouseError('data.not-empty', `${directory} is not empty; nothing was written. Name an empty directory.`);
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) ?? {};
  } catch {
    return {};
  }
}
