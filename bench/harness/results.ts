import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Figure } from './figure.js';
import type { Machine } from './machine.js';

/** One bench as it ran. */
export interface BenchResult {
  readonly name: string;
  readonly title: string;
  /** RFC 3339 in UTC. */
  readonly at: string;
  readonly command: string;
  readonly seconds: number;
  readonly machine: Machine;
  readonly figures: readonly Figure[];
}

/** What is kept of a version: the newest run of every bench. */
export interface Results {
  readonly version: string;
  readonly size: string;
  readonly benches: readonly BenchResult[];
}

/** Adds benches to the results of a version; a bench that ran before is replaced. */
export function keepResults(directory: string, { version, size, benches }: Results): Results {
  mkdirSync(directory, { recursive: true });
  const file = join(directory, `${version}.json`);
  const before = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Results).benches : [];
  const ran = new Set(benches.map(({ name }) => name));
  const kept = { version, size, benches: [...before.filter(({ name }) => !ran.has(name)), ...benches] };
  writeFileSync(file, `${JSON.stringify(kept, null, 2)}\n`);
  return kept;
}

/** Results of every version in a directory, the newest first. */
export function readResults(directory: string): Results[] {
  return readdirSync(directory)
    .filter((name) => name.endsWith('.json'))
    .map((name) => JSON.parse(readFileSync(join(directory, name), 'utf8')) as Results)
    .sort((one, other) => other.version.localeCompare(one.version, 'en', { numeric: true }));
}
