import { readings, rules } from '../catalogue.js';
import { laterReason, notSoftwareReason } from '../scopes.js';
import { checkRules } from './check-rules.js';
import { coverageOf, stateOf } from './coverage.js';
import { listRules } from './list-rules.js';
import type { Source } from './read-sources.js';
import { rulesTable } from './rules-table.js';

const code = (text: string, path = 'libs/cases/a.ts'): Source => ({ path, text: `/** ${text} */` });
const tested = (title: string, path = 'libs/cases/a.test.ts'): Source => ({
  path,
  text: `test('${title}', () => {});`,
});
const of = (...sources: Source[]) => coverageOf(sources);

/** Sources that keep everything there is to keep, with and without some ids. */
function whole(...without: string[]) {
  const ids = [...rules(), ...readings()]
    .map(({ id }) => id)
    .filter((id) => !notSoftwareReason(id) && !laterReason(id) && !without.includes(id));
  return [code(ids.join(' ')), tested(ids.join(' '))];
}

describe('the state of a rule', () => {
  it('is enforced only when the code names it and a test has it in its title', () => {
    expect(stateOf('ANB-2.1a', of(code('ANB-2.1a'), tested('ANB-2.1a: each is reported')))).toBe('enforced');
    expect(stateOf('ANB-2.1a', of(code('ANB-2.1a')))).toBe('untested');
    expect(stateOf('ANB-2.1a', of(tested('ANB-2.1a')))).toBe('missing');
    expect(stateOf('ANB-2.1a', of())).toBe('missing');
  });

  it('is not shown by the generator, which makes up what breaks the rules', () => {
    const generator = [code('ANB-2.1a', 'libs/synthesis/a.ts'), tested('ANB-2.1a', 'libs/synthesis/a.test.ts')];
    expect(stateOf('ANB-2.1a', of(...generator))).toBe('missing');
  });

  it('is what a list says of one that is not enforced; of a whole statistic too', () => {
    expect(stateOf('GEN-0b', of())).toBe('not software');
    expect(stateOf('SKE-5b', of())).toBe('later');
    expect(stateOf('HER-7.4a', of())).toBe('later');
    expect(stateOf('R40', of())).toBe('later');
    expect(stateOf('HER-7.4a', of(code('HER-7.4a'), tested('HER-7.4a')))).toBe('enforced');
  });
});

describe('the check', () => {
  it('finds nothing where every rule is kept or listed', () => {
    expect(checkRules(of(...whole()))).toEqual([]);
  });

  it('finds an id that does not exist, wherever it stands', () => {
    const nowhere = [code('ANB-9.9z'), tested('SYS-nonsense'), code('R99', 'libs/synthesis/b.ts')];
    expect(checkRules(of(...whole(), ...nowhere))).toEqual([
      'ANB-9.9z does not exist: libs/cases/a.ts',
      'SYS-nonsense does not exist: libs/cases/a.test.ts',
      'R99 does not exist: libs/synthesis/b.ts',
    ]);
  });

  it('finds a rule that code names and no test does', () => {
    expect(checkRules(of(...whole('ANB-2.1b'), code('ANB-2.1b')))).toEqual([
      'ANB-2.1b is named in libs/cases/a.ts, but no test has it in its title',
    ]);
  });

  it.each(['ANB-2.1b', 'IND-3.1b', 'SKE-2b', 'GEN-1.1c'])('finds a rule that stands in no group', (id) => {
    expect(checkRules(of(...whole(id)))).toEqual([`${id} is neither enforced nor listed with a reason`]);
  });

  it('finds a reading that no code names, or that no test has in its title', () => {
    expect(checkRules(of(...whole('R25')))).toEqual(['R25 is a reading that no code names']);
    expect(checkRules(of(...whole('R25'), code('R25')))).toEqual(['R25 is a reading that no test has in its title']);
  });

  it('finds a rule that is listed as not kept although a test proves it', () => {
    expect(checkRules(of(...whole(), tested('SKE-5b')))).toEqual([]);
    expect(checkRules(of(...whole(), code('GEN-0b')))).toEqual([]);
    expect(checkRules(of(...whole(), code('SKE-5b'), tested('GEN-0b SKE-5b')))).toEqual([
      'GEN-0b is listed as not software, but tests name it: libs/cases/a.test.ts',
      'SKE-5b is listed as later, but tests name it: libs/cases/a.test.ts',
    ]);
  });
});

describe('the table', () => {
  it('counts every rule of a statistic once; untested is missing', () => {
    const lines = rulesTable(of(code('ANB-2.1a ANB-2.1b'), tested('ANB-2.1a'))).split('\n');
    expect(lines[0]).toMatch(/^statistic +rules +enforced +not software +later +missing$/);
    expect(lines.find((line) => line.startsWith('Placements'))).toMatch(/ 36 +1 +2 +0 +33$/);
    for (const line of lines.slice(1)) {
      const [all, ...states] = line
        .match(/\d+(?= |$)/g)!
        .slice(-5)
        .map(Number);
      expect(states.reduce((sum, count) => sum + count)).toBe(all);
    }
    expect(lines.at(-2)).toMatch(/^All statistics +443 /);
    expect(lines.at(-1)).toMatch(/^Readings +33 /);
  });
});

describe('the list', () => {
  it('tells of each rule its state, its statement, and where it stands or why it is not kept', () => {
    expect(listRules('ANB-2.1a', of(code('ANB-2.1a'), tested('ANB-2.1a')))).toBe(
      [
        'ANB-2.1a  enforced',
        `  ${rules().find(({ id }) => id === 'ANB-2.1a')!.text}`,
        '  code: libs/cases/a.ts',
        '  tests: libs/cases/a.test.ts',
      ].join('\n'),
    );
    expect(listRules('SKE-1a', of())).toContain(`\n  because: ${notSoftwareReason('SKE-1a')}`);
    expect(listRules('R60', of())).toMatch(/^R60 {2}later\n {2}Barometer/);
    expect(listRules('XYZ', of())).toBe('');
  });
});
