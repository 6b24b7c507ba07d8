import {
  houseRuleById,
  houseRules,
  laterReason,
  notSoftwareReason,
  readingOf,
  readings,
  ruleById,
  rules,
  ruleStatistics,
} from '#libs/rules';
import { scopedIds } from './scopes.js';

describe('the catalogue', () => {
  it('holds 443 rules, each id once, of 15 statistics', () => {
    expect(rules()).toHaveLength(443);
    expect(new Set(rules().map(({ id }) => id)).size).toBe(443);
    const statistics = ruleStatistics();
    expect(statistics).toHaveLength(15);
    for (const rule of rules()) {
      const prefix = statistics.find(({ id }) => id === rule.statistic)?.prefix;
      expect(rule.id.split('-')[0]).toBe(prefix);
      expect(rule.source.seed ?? rule.source.publicSource).toBeTruthy();
    }
  });

  it('counts as the checklist does', () => {
    const counts = Object.fromEntries(
      ['GEN', 'ANB', 'IND', 'UND', 'HAN', 'STO', 'HER', 'KRI', 'VOK', 'BIL', 'UDG', 'SKE', 'BAR', 'WEB'].map(
        (prefix) => [prefix, rules().filter(({ id }) => id.startsWith(`${prefix}-`)).length],
      ),
    );
    expect(counts).toEqual({
      GEN: 34,
      ANB: 36,
      IND: 42,
      UND: 9,
      HAN: 13,
      STO: 20,
      HER: 31,
      KRI: 31,
      VOK: 43,
      BIL: 18,
      UDG: 23,
      SKE: 44,
      BAR: 56,
      WEB: 43,
    });
  });

  it('finds a rule by its id, and only a rule', () => {
    expect(ruleById('ANB-2.2.1a')).toMatchObject({
      statistic: 'placements',
      kind: 'identifier',
      source: { section: '2.2.1' },
    });
    expect([ruleById('ANB-9z'), ruleById('SYS-tie'), ruleById('R1')]).toEqual([undefined, undefined, undefined]);
  });

  it('holds the readings, whole', () => {
    expect(readings().map(({ id }) => id)).toEqual([
      ...[
        1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 20, 21, 22, 23, 24, 25, 26, 27, 28, 40, 41, 42, 43, 44, 45, 50, 60,
      ].map((number) => `R${number}`),
      'H1',
      'H2',
      'H3',
    ]);
    expect(readingOf('R25')).toMatchObject({ title: 'Four weeks', text: expect.stringContaining('28 calendar days') });
    expect(readingOf('R99')).toBeUndefined();
  });

  it('has house rules with both languages and what to do, each id once', () => {
    expect(new Set(houseRules.map(({ id }) => id)).size).toBe(houseRules.length);
    for (const { id, en, da, whatToDo } of houseRules) {
      expect(id).toMatch(/^SYS-[a-z0-9-]+$/);
      for (const sentence of [en, da, whatToDo.en, whatToDo.da]) expect(sentence).toMatch(/^\p{Lu}.{8,}\.$/u);
    }
    expect(houseRuleById('SYS-tie')?.severity).toBe('information');
  });
});

describe('what is not kept', () => {
  it('names only rules that exist, with a reason, and none twice', () => {
    const ids = scopedIds();
    expect(ids.filter((id) => !ruleById(id))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect((notSoftwareReason(id) ?? laterReason(id))!.length).toBeGreaterThan(10);
  });

  it('leaves whole statistics for later', () => {
    expect(laterReason('UND-4.1a')).toBe('a statistic that is not built yet');
    expect(laterReason('ANB-2.1a')).toBeUndefined();
  });
});
