import { canonicalJson } from '#libs/event-log';
import type { KeptRow } from '../port.js';
import type { Comparison } from './compare.js';

/** A comparison for people, a line a difference. Rows are named by key; persons appear as pseudonyms at most. */
export function comparisonText(comparison: Comparison): string {
  const { earlier, later, added, changed, gone } = comparison;
  const missing = comparison.vanished;
  return [
    `${earlier.id} (as of ${earlier.asOf}) → ${later.id} (as of ${later.asOf})`,
    `added ${added.length}, changed ${changed.length}, gone ${gone.length}, vanished ${missing?.length ?? 'not asked'}`,
    ...added.map(({ key }) => `added     ${key}`),
    ...changed.map(({ key, fields, before, after }) => `changed   ${key}: ${fieldText(fields, before, after)}`),
    ...gone.map(({ key }) => `gone      ${key}`),
    ...(missing ?? []).map(
      ({ key, on }) => `vanished  ${key}: covered ${on} then; no placement does now, and nothing says why`,
    ),
    '',
  ].join('\n');
}

const fieldText = (fields: readonly string[], before: KeptRow, after: KeptRow): string =>
  fields.map((name) => `${name} ${valueText(before[name])} → ${valueText(after[name])}`).join('; ');

const valueText = (value: unknown): string => (value === undefined ? '–' : canonicalJson(value));

/** A comparison for programs: canonical members, two spaces. */
export const comparisonJson = (comparison: Comparison): string => {
  const { earlier, later, ...differences } = comparison;
  const named = { earlier: { id: earlier.id, asOf: earlier.asOf }, later: { id: later.id, asOf: later.asOf } };
  return `${JSON.stringify(JSON.parse(canonicalJson({ ...named, ...differences })), null, 2)}\n`;
};
