import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Metrics } from '../../apps/api/observe/metrics.js';
import { knownSettings, wrongWith } from './known.js';
import { root } from './read-infra.js';

const page = readFileSync(join(root, 'docs', 'operations.md'), 'utf8');
/** Fences and code within a line: what a reader types. */
const code = [...page.matchAll(/```[\s\S]*?```|`[^`\n]+`/g)].map(([text]) => text).join('\n');

describe('docs/operations.md', () => {
  test('names every metric of a process on an event store, and none that is not there', () => {
    const store = { connected: true, caughtUp: true, lagMs: 0, resubscriptions: 0 };
    const house = { status: () => ({ store }) } as unknown as ConstructorParameters<typeof Metrics>[0];
    const known = new Metrics(house, () => 0).registry
      .getMetricsAsArray()
      .map(({ name }) => name)
      .filter((name) => name.startsWith('sagsspor_'));
    const named = [...new Set(page.match(/\bsagsspor_[a-z_]+\b/g))];
    expect(named.filter((name) => !known.includes(name))).toEqual([]);
    expect(known.filter((name) => !named.includes(name))).toEqual([]);
  });

  test('names only settings that exist', () => {
    const named = [...new Set(page.match(/SAGSSPOR_[A-Z_]*[A-Z]/g))];
    expect(named.length).toBeGreaterThan(8);
    expect(named.filter((name) => !knownSettings.has(name))).toEqual([]);
  });

  test('names only commands and options that exist', () => {
    const calls = [...code.matchAll(/\bsagsspor ((?:[a-z]|--)[^`\n|>&)#;<"]*)/g)].map(([, words]) =>
      words!.trim().split(/\s+/),
    );
    expect(calls.length).toBeGreaterThan(15);
    expect(calls.map(wrongWith).filter(Boolean)).toEqual([]);
  });
});
