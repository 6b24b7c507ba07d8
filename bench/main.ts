import 'reflect-metadata';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { benches, growth, type Ground, type LeftOut } from './harness/bench.js';
import { inProcess } from './harness/child.js';
import { figureOf, type Measured } from './harness/figure.js';
import { thisMachine } from './harness/machine.js';
import { keepResults, readResults, type BenchResult } from './harness/results.js';
import { sizes, type Size } from './harness/size.js';
import { tableText } from './harness/table.js';
import { writePage } from './harness/write-page.js';

/**
 * `npm run bench [-- NAME …] [--size small] [--out DIRECTORY] [--work DIRECTORY]`: each bench in a process of its own, a table a bench on
 * standard output, JSON and the page that is made of it under `--out`.
 */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      size: { type: 'string', default: 'full' },
      out: { type: 'string' },
      work: { type: 'string' },
      events: { type: 'string' },
    },
  });
  const size = sizeOf(values);
  const wanted = chosen(positionals);
  const out = values.out ?? (size.name === 'full' ? join('docs', 'benchmarks') : undefined);
  const work = values.work ?? mkdtempSync(join(tmpdir(), 'sagsspor-bench-'));
  mkdirSync(work, { recursive: true });
  const command = ['npm run bench', ...(process.argv.length > 2 ? ['--', ...process.argv.slice(2)] : [])].join(' ');
  try {
    for (const [name, title] of wanted) {
      const result = await runBench(name, title, { size, work }, command);
      if ('leftOut' in result) process.stdout.write(`${title}: left out, ${result.leftOut}.\n\n`);
      else {
        process.stdout.write(`${tableText(result)}\n`);
        if (out !== undefined) keep(out, size, result);
      }
    }
  } finally {
    if (values.work === undefined) rmSync(work, { recursive: true, force: true });
  }
}

/** As soon as a bench is done: what ends the others takes nothing of it. */
function keep(out: string, { name: size }: Size, result: BenchResult): void {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  keepResults(out, { version, size, benches: [result] });
  writePage(join(out, 'README.md'), readResults(out));
}

async function runBench(name: string, title: string, ground: Ground, command: string): Promise<BenchResult | LeftOut> {
  process.stderr.write(`${title} …\n`);
  const [at, began] = [new Date().toISOString(), performance.now()];
  const { value, peakMB } = await inProcess<readonly Measured[] | LeftOut>(`benches/${name}`, 'run', ground);
  if ('leftOut' in value) return value;
  const figures = value.map((measured) => figureOf(measured, peakMB));
  return { name, title, at, command, seconds: (performance.now() - began) / 1000, machine: thisMachine(), figures };
}

function sizeOf({ size, events }: { size: string; events?: string }): Size {
  const named = sizes[size as Size['name']];
  if (!named) throw new Error('--size is full or small.');
  return events === undefined ? named : { ...named, events: Number(events) };
}

function chosen(names: readonly string[]): readonly (readonly [string, string])[] {
  if (names.length === 0) return benches;
  const all = [...benches, growth];
  return names.map((name) => {
    const bench = all.find(([one]) => one === name);
    if (bench) return bench;
    throw new Error(`There is no bench ${name}; there are ${all.map(([one]) => one).join(', ')}.`);
  });
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
