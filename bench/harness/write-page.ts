import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { BenchResult, Results } from './results.js';
import { cellsOf, headings } from './table.js';

const generated = ['<!-- figures -->', '<!-- end of figures -->'] as const;

/** Writes the tables of every version into a page, between two marks; what stands around them is written by hand and kept. */
export function writePage(path: string, results: readonly Results[]): void {
  const before = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const text = results
    .flatMap(({ version, benches }) => [`## Version ${version}`, '', ...benches.flatMap(sectionOf)])
    .join('\n');
  const [head = '', rest = ''] = before.split(generated[0]);
  const tail = rest.split(generated[1])[1] ?? '\n';
  writeFileSync(path, `${head || '# Benchmarks\n\n'}${generated[0]}\n\n${text}\n${generated[1]}${tail}`);
}

function sectionOf({ title, command, at, seconds, machine, figures }: BenchResult): string[] {
  const row = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  const notes = figures.flatMap(({ what, note }) => (note === undefined ? [] : [`- ${what}: ${note}.`]));
  return [
    `### ${title}`,
    '',
    row(headings),
    row(headings.map(() => '---')),
    ...figures.map((figure) => row(cellsOf(figure))),
    '',
    ...(notes.length > 0 ? [...notes, ''] : []),
    `\`${command}\`, ${at.slice(0, 10)}, ${Math.round(seconds)} s, ${machine.cpu}, ${machine.cores} cores, ${machine.memoryGB} GB, Node ${machine.node}, SQLite ${machine.sqlite}, ` +
      `commit ${machine.commit}; ${machine.fsync}.`,
    '',
  ];
}
