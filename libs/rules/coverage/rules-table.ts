import { rules, ruleStatistics, readings } from '../catalogue.js';
import { stateOf, type Coverage } from './coverage.js';

const columns = ['rules', 'enforced', 'not software', 'later', 'missing'] as const;
type Counts = Record<(typeof columns)[number], number>;

/** One line a statistic, its rules by state, then the readings and the sum; a rule that no test proves counts as missing. */
export function rulesTable(coverage: Coverage): string {
  const lines: (readonly [string, Counts])[] = ruleStatistics().map(({ id, en }) => [
    en,
    count(
      rules()
        .filter(({ statistic }) => statistic === id)
        .map((rule) => rule.id),
      coverage,
    ),
  ]);
  const all = count(
    rules().map(({ id }) => id),
    coverage,
  );
  return layOut([
    ...lines,
    ['All statistics', all],
    [
      'Readings',
      count(
        readings().map(({ id }) => id),
        coverage,
      ),
    ],
  ]);
}

function count(ids: readonly string[], coverage: Coverage): Counts {
  const counts: Counts = { rules: ids.length, enforced: 0, 'not software': 0, later: 0, missing: 0 };
  for (const id of ids) {
    const state = stateOf(id, coverage);
    counts[state === 'untested' ? 'missing' : state] += 1;
  }
  return counts;
}

function layOut(lines: readonly (readonly [string, Counts])[]): string {
  const width = Math.max(...lines.map(([name]) => name.length));
  const row = (name: string, cells: readonly string[]): string =>
    [name.padEnd(width), ...cells.map((cell, index) => cell.padStart(Math.max(columns[index]!.length, 4)))].join('  ');
  return [
    row('statistic', columns),
    ...lines.map(([name, counts]) =>
      row(
        name,
        columns.map((column) => String(counts[column])),
      ),
    ),
  ].join('\n');
}
