import type { RowVersion } from './engine/index.js';

/** One column of a view: English name (also the JSON key), Danish label, and how its value is read off a row. */
export interface Column {
  readonly name: string;
  readonly da: string;
  readonly value: (row: RowVersion) => Cell;
  /** Holds the sender's own id as a token: resolved for who may read the reporter's rows. */
  readonly senderId?: true;
}

export type Cell = string | number | boolean | null | readonly string[];

/** Which days a view can be narrowed to. */
export type Narrowing =
  /** `period` = quarter or year: rows dated in it. */
  | 'period'
  /** `on` = a day: rows valid on it. */
  | 'day'
  /** `year` of reporting. */
  | 'reporting-year'
  /** `on` = a day: findings that hold on it. */
  | 'holds-on';

/** A table read from one projection: the same over HTTP and on the command line. */
export interface View {
  readonly name: string;
  readonly en: string;
  readonly da: string;
  readonly projection: string;
  readonly kind: string;
  readonly narrowing: Narrowing;
  readonly columns: readonly Column[];
  /** Rows of the kind that the view leaves out. */
  readonly where?: (row: RowVersion) => boolean;
}

/** A value of a row's body as a cell; nested objects are not cells. */
export function cellOf(body: Readonly<Record<string, unknown>>, ...path: readonly string[]): Cell {
  let value: unknown = body;
  for (const name of path) value = (value as Record<string, unknown> | undefined)?.[name];
  if (value === undefined || value === null) return null;
  if (Array.isArray(value)) return value.map(String);
  return typeof value === 'object' ? JSON.stringify(value) : (value as Cell);
}

/** A column that is one value of the body. */
export const bodyColumn = (name: string, da: string, ...path: readonly string[]): Column => ({
  name,
  da,
  value: (row) => cellOf(row.body, ...(path.length ? path : [name])),
});

/** The same, of a token that stands for the sender's own id. */
export const senderColumn = (name: string, da: string, ...path: readonly string[]): Column => ({
  ...bodyColumn(name, da, ...path),
  senderId: true,
});

export const reporterColumn: Column = { name: 'reporter', da: 'Indberetter', value: (row) => row.reporter };
export const childColumn: Column = { name: 'child', da: 'Barn (pseudonym)', value: (row) => row.person };
export const dateColumn = (name: string, da: string): Column => ({ name, da, value: (row) => row.date || null });
export const untilColumn = (name: string, da: string): Column => ({ name, da, value: (row) => row.until || null });
/** The event that made this version of the row: what an auditor traces. */
export const ordinalColumn: Column = { name: 'ordinal', da: 'Løbenummer i loggen', value: (row) => row.ordinal };
