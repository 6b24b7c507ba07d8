import { demoOptions, storiesOf, type SynthesisOptions } from './index.js';
import { faults } from './faults.js';
import { foundIn, lineOf } from './testing/found-findings.js';
import { wantedOf } from './options.js';

const small = { seed: 7, scale: 0.25, years: [2022, 2024] } as const;

const differing: readonly (readonly [string, SynthesisOptions])[] = [
  ['the demo', demoOptions('2026-09-15')],
  ['the demo of a day in January', demoOptions('2026-01-20', 3)],
  ['three municipalities with faults', { ...small, municipalities: ['101', '461', '751'], faults: true }],
  ['three municipalities without faults', { ...small, municipalities: ['461', '851', '101'], asOfEnd: '2024-05-17' }],
];

describe('what is wrong is what was meant to be', () => {
  it.each(differing)('%s: the folds find exactly the expected findings', (_name, options) => {
    const { end } = wantedOf(options);
    const odd: string[] = [];
    for (const { topic, events, expected } of storiesOf(options)) {
      const [found, meant] = [foundIn(events, end), [...new Set(expected.map(lineOf))].sort()];
      if (found.join() !== meant.join()) odd.push(`${topic}: found ${found.join('; ')} / meant ${meant.join('; ')}`);
    }
    expect(odd).toEqual([]);
  });

  it('expects nothing where no faults are asked for', () => {
    const options = { ...small, municipalities: ['751'] };
    expect([...storiesOf(options)].flatMap(({ expected }) => expected)).toEqual([]);
  });

  it('shows every fault in the demo but those that need a second municipality', () => {
    const shown = new Set(
      [...storiesOf(demoOptions('2026-09-15'))].filter((one) => one.expected.length).map((one) => one.topic),
    );
    const told = [...storiesOf(demoOptions('2026-09-15'))].filter(({ expected }) => expected.length);
    for (const { topic, expected } of told) {
      const { rules } = faults
        .filter(({ name }) => name === topic)
        .find((one) => one.rules.includes(expected[0]!.rule))!;
      expect([...new Set(expected.map(({ rule }) => rule))]).toEqual(rules);
    }
    const missing = faults.map(({ name }) => name).filter((name) => !shown.has(name));
    expect(missing).toEqual(['two municipalities that differ on the sex of a child']);
  });
});
