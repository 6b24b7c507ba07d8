import { resolveAsOf } from '#libs/reporting';
import type { Principal } from '#libs/intake';
import { viewNamed, views, type Cell, type View } from '#projections';
import type { RowQuery, RowVersion } from '#projections/engine';
import type { Table, TableQuery } from '../house.js';
import { HouseError } from '../house-error.js';
import { goingOn, nextOf, notOurs } from './go-on.js';
import { maySee, reporterFor } from './may-see.js';
import { narrow } from './narrow.js';
import type { ReadSide } from './read-side.js';
import { reveal } from './reveal.js';

const mostRows = 1000;

/** One page of a view; one that goes on is as of the first, whatever `asOf` says. @throws HouseError `view.unknown`, `view.query`, `view.forbidden`, `projecting.behind`. */
export async function page(side: ReadSide, name: string, asked: TableQuery, who: Principal): Promise<Table> {
  const view = viewOf(name);
  const { keeps, query: days } = narrow(view, asked, side.clock());
  const reporter = reporterFor(who, asked.reporter);
  const from = asked.after === undefined ? undefined : goingOn(asked.after, side.projected());
  const asOf = from?.asOf ?? (await asOfOrdinal(side, asked.asOf));
  const query: RowQuery = {
    kind: view.kind,
    asOf,
    ...days,
    ...(reporter !== undefined && { reporter }),
    ...(asked.caseKey !== undefined && { caseKey: asked.caseKey }),
  };
  const isWanted = (row: RowVersion): boolean => maySee(who, row.reporter) && (view.where?.(row) ?? true) && keeps(row);
  const { rows, next } = await collect(side, view, query, { limit: limitOf(asked), after: from?.after, isWanted });
  return {
    view,
    asOf,
    columns: view.columns.map((column) => column.name),
    rows: await cellsOf(side, view, rows),
    next: next === null ? null : nextOf({ asOf, after: next }),
  };
}

/** Every page, each when it is asked for; the log may go on meanwhile, the pages stay as of the first. */
export async function* pages(side: ReadSide, name: string, asked: TableQuery, who: Principal): AsyncGenerator<Table> {
  const first = await page(side, name, { ...asked, limit: mostRows }, who);
  yield first;
  for (let { next } = first; next !== null; ) {
    const table = await page(side, name, { ...asked, limit: mostRows, after: next }, who);
    yield table;
    next = table.next;
  }
}

function viewOf(name: string): View {
  const view = viewNamed(name);
  if (view) return view;
  throw new HouseError('view.unknown', `There is no such view; there are ${views.map((one) => one.name).join(', ')}.`);
}

/** The ordinal a reader asks for; without one, that of the projections, so that an answer never waits. */
export async function asOfOrdinal(side: ReadSide, text: string | undefined): Promise<number> {
  if (text === undefined || text === '') return side.projected();
  const asOf = resolveAsOf(text, { reader: side.log.reader, now: side.clock(), allowAhead: true });
  await side.reached(asOf);
  return asOf;
}

function limitOf({ limit = 100 }: TableQuery): number {
  if (Number.isInteger(limit) && limit >= 1 && limit <= mostRows) return limit;
  throw new HouseError('view.query', `limit is a whole number from 1 to ${mostRows}.`);
}

interface Wanted {
  readonly limit: number;
  readonly after: string | undefined;
  readonly isWanted: (row: RowVersion) => boolean;
}

/** Reads on until the page is full; gives way in between, since a view may want few of many rows. */
async function collect(
  side: ReadSide,
  view: View,
  query: RowQuery,
  { limit, after, isWanted }: Wanted,
): Promise<{ rows: RowVersion[]; next: string | null }> {
  const rows: RowVersion[] = [];
  for (let from = after; ; ) {
    const read = readPage(side, view, query, Math.max(limit - rows.length, 1), from);
    rows.push(...read.rows.filter(isWanted));
    if (read.next === null || rows.length >= limit) return { rows, next: read.next };
    from = read.next;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function readPage(side: ReadSide, view: View, query: RowQuery, limit: number, after: string | undefined) {
  try {
    return side.rows(view.projection).page(query, limit, after);
  } catch (error) {
    throw error instanceof RangeError ? notOurs() : error;
  }
}

async function cellsOf(side: ReadSide, view: View, rows: readonly RowVersion[]): Promise<Cell[][]> {
  const cells = rows.map((row) => view.columns.map((column) => column.value(row)));
  const senderIds = view.columns.flatMap(({ senderId }, at) => (senderId ? [at] : []));
  const tokens = cells.flatMap((row) => senderIds.map((at) => row[at])).filter((cell) => typeof cell === 'string');
  const open = await reveal(side.vault, tokens, 'sender-ids');
  for (const row of cells) for (const at of senderIds) row[at] = typeof row[at] === 'string' ? open(row[at]) : row[at]!;
  return cells;
}
