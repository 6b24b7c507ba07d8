import { createHash } from 'node:crypto';
import { canonicalJson } from '#libs/event-log';
import type { KeptRow } from '../port.js';

/** One row that is not the same in both. `fields` names the members that differ. */
export type RowChange =
  | { readonly kind: 'added'; readonly key: string; readonly after: KeptRow }
  | {
      readonly kind: 'changed';
      readonly key: string;
      readonly before: KeptRow;
      readonly after: KeptRow;
      readonly fields: readonly string[];
    }
  | { readonly kind: 'gone'; readonly key: string; readonly before: KeptRow };

/**
 * What became of each row, joined by key: added and changed in the order of the later rows, then gone in the order of the earlier ones.
 * Each side is asked for twice and streamed: what is held is a hash a row, and the rows that differ.
 */
export function compareRows(earlier: () => Iterable<KeptRow>, later: () => Iterable<KeptRow>): RowChange[] {
  const hashes = new Map<string, string>();
  for (const row of earlier()) hashes.set(row.key, hashOf(row));
  const differs = new Set<string>();
  const kept = new Set<string>();
  for (const row of later()) {
    kept.add(row.key);
    if (hashes.get(row.key) !== hashOf(row)) differs.add(row.key);
  }
  const before = new Map<string, KeptRow>();
  const gone: RowChange[] = [];
  for (const row of earlier()) {
    if (!kept.has(row.key)) gone.push({ kind: 'gone', key: row.key, before: row });
    else if (differs.has(row.key)) before.set(row.key, row);
  }
  return [...fresh(later(), differs, before), ...gone];
}

function* fresh(
  rows: Iterable<KeptRow>,
  differs: ReadonlySet<string>,
  befores: ReadonlyMap<string, KeptRow>,
): Generator<RowChange> {
  for (const after of rows) {
    const { key } = after;
    if (!differs.has(key)) continue;
    const before = befores.get(key);
    if (before) yield { kind: 'changed', key, before, after, fields: differingFields(before, after) };
    else yield { kind: 'added', key, after };
  }
}

const hashOf = (row: KeptRow): string => createHash('sha256').update(canonicalJson(row)).digest('base64');

/** Names of the members that differ, sorted. */
function differingFields(before: KeptRow, after: KeptRow): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].filter((name) => textOf(before[name]) !== textOf(after[name])).sort();
}

const textOf = (value: unknown): string | undefined => (value === undefined ? undefined : canonicalJson(value));
