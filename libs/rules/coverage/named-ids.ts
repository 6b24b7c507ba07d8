import { ruleStatistics } from '../catalogue.js';

const prefixes = ruleStatistics().map(({ prefix }) => prefix);

/** A rule of the guidance, a rule of the house, or a reading; a dot that ends a sentence is no part of it. */
const id = new RegExp(
  `\\b(?:(?:${prefixes.join('|')})-X?\\d(?:[\\w.-]*\\w)?|SYS-[a-z0-9]+(?:-[a-z0-9]+)*|[RH][1-9]\\d?)\\b`,
  'g',
);

/** `it('…'`, `test('…'`, `describe('…'`: what is skipped or still to do is no test. */
const plainTitle = /(?<![\w.])(?:it|test|describe)\(\s*(['"`])((?:\\.|(?!\1).)*)\1/g;

/** `it.each(table)('…'`: a title that takes from the table (`%s`, `$name`) names what the table names. */
const tableTitle =
  /(?<![\w.])(?:it|test|describe)\.each\(((?:(?!\b(?:it|test|describe)\b)[\s\S])*?)\)\(\s*(['"`])((?:\\.|(?!\2).)*)\2/g;

/** The ids that a text names, each once. */
export const idsIn = (text: string): readonly string[] => [...new Set(text.match(id) ?? [])];

/** The ids that the titles of a test file name, each once. */
export function idsInTitles(text: string): readonly string[] {
  const titles = [...text.matchAll(plainTitle)].map((match) => match[2]!);
  for (const [, table, , title] of text.matchAll(tableTitle)) {
    titles.push(title!);
    if (/[%$]/.test(title!)) titles.push(table!);
  }
  return idsIn(titles.join('\n'));
}
