import type { Row } from '#libs/cases';
import type { Story } from '../../libs/cases/testing/story.js';
import type { Projection, RowVersion } from '../engine/index.js';
import type { Cell, View } from '../view.js';

/** What a projection makes of a story, folded as one unit; the rows of one kind. */
export const rowsOf = (projection: Projection, story: Story, kind: string): Row[] =>
  projection.fold({ kind: projection.unit, facts: [...story.facts] }).filter((row) => row.kind === kind);

/** The same as row versions of the last event told. */
export const versionsOf = (projection: Projection, story: Story, kind: string): RowVersion[] =>
  rowsOf(projection, story, kind).map((row) => ({ ...row, ordinal: story.facts.length, gone: false }));

/** Rows as a view shows them, an object a row; those left out by its `where` are not among them. */
export const shown = (view: View, rows: readonly RowVersion[]): Record<string, Cell>[] =>
  rows
    .filter((row) => view.where?.(row) ?? true)
    .map((row) => Object.fromEntries(view.columns.map(({ name, value }) => [name, value(row)])));

/** The last event told, recorded at an instant of its own; a story records all at one. */
export function recordedAt(story: Story, instant: string): Story {
  story.facts.push({ ...story.facts.pop()!, recordedAt: instant });
  return story;
}
