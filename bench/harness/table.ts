import type { Figure } from './figure.js';
import type { BenchResult } from './results.js';

export const headings = ['what', 'median', 'p50 / p95 / p99', 'baseline', 'ratio', 'to reach', 'peak memory'] as const;

/** One figure as the cells of a row. */
export function cellsOf(figure: Figure): string[] {
  const { what, median, unit, latency, baseline, ratio, targets, peakMB } = figure;
  return [
    what,
    `${number(median)} ${unit}`,
    latency ? `${[latency.p50, latency.p95, latency.p99].map(number).join(' / ')} ms` : '',
    baseline ? `${number(baseline.median)} ${unit}: ${baseline.what}` : '',
    ratio === undefined ? '' : ratio.toFixed(2),
    targets.map(({ what, met }) => `${what}${met ? '' : ' (missed)'}`).join('; '),
    `${peakMB} MB`,
  ];
}

/** A bench as a table for a screen. */
export function tableText({ title, seconds, figures }: BenchResult): string {
  const rows = [[...headings], ...figures.map(cellsOf)];
  const widths = headings.map((_, at) => Math.max(...rows.map((row) => row[at]!.length)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, at) => cell.padEnd(widths[at]!))
      .join('  ')
      .trimEnd();
  const notes = figures.flatMap(({ what, note }) => (note === undefined ? [] : [`  ${what}: ${note}`]));
  return [`${title} (${Math.round(seconds)} s)`, ...rows.map(line), ...notes, ''].join('\n');
}

/** Three digits that count, no more. */
export function number(value: number): string {
  if (value >= 1000) return Math.round(value).toLocaleString('en-US').replaceAll(',', ' ');
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(value >= 1 ? 2 : 3);
}
