import type { Story } from '../../libs/cases/testing/story.js';
import { versionsOf } from '../testing/fold.js';
import { wholeCase, wholeFollowUp, wholeYouth } from '../testing/whole-cases.js';
import { printForm } from './print.js';
import { forms } from './projection.js';

/** What the reader may see of a token: a text that stands nowhere else on the page. */
const reveal = (token: string): string => `revealed(${token})`;

const printed = (story: Story): string[] =>
  versionsOf(forms, story, 'form').map((row) => textOf(printForm(row, reveal)));

/** The text of a page, without its tags and head. */
const textOf = (page: string): string =>
  page
    .replace(/<head>[\s\S]*<\/head>/, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
    .replace(/\s+/g, ' ');

/** What is no answer of the form: keys that tell its parts apart, and ids of events. */
const notPrinted = ['form', 'relation', 'type', 'root', 'event', 'list', 'reportedYear', 'decisionYear', 'recordedOn'];

/** Every filled answer of a form as it must be found: numbers, codes, dates, and tokens as revealed. */
function filled(value: unknown, name = ''): string[] {
  if (notPrinted.includes(name) || value === '' || value === null || typeof value === 'boolean') return [];
  if (Array.isArray(value)) return value.flatMap((one) => filled(one, name));
  if (typeof value === 'object') return Object.entries(value as object).flatMap(([field, one]) => filled(one, field));
  if (name === 'sex') return ['Køn Kvinde'];
  return [/^[pt]_|^c_\d/.test(String(value)) ? reveal(String(value)) : String(value)];
}

/** Found as a word of its own: a code of one digit does not stand in a longer number. */
const standsIn = (text: string, answer: string): boolean =>
  ` ${text} `
    .split(/[\s,:]+/)
    .join(' ')
    .includes(` ${answer} `);

describe('given a form of a whole case', () => {
  test.each([
    ['schemas 1 and 2', wholeFollowUp],
    ['schemas 1 and 3', wholeYouth],
  ])('SKE-7j: %s print with every filled answer', (_, told) => {
    const rows = versionsOf(forms, told(), 'form');
    expect(rows.length).toBeGreaterThan(4);
    for (const row of rows) {
      const text = textOf(printForm(row, reveal));
      expect(filled(row.body).filter((answer) => !standsIn(text, answer))).toEqual([]);
    }
  });

  test('SKE-7j: at any time later it prints again, under its number, with what was added since', () => {
    const [before] = printed(wholeCase());
    const [after] = printed(wholeFollowUp().correct('decided', { occasion: 'application' }));
    expect(before).toMatch(/Skema 1: .* Skemaløbenummer 5 .*Anledning notification/);
    expect(after).toMatch(/Skema 1: .* Skemaløbenummer 5 .*Anledning application/);
  });

  test('SKE-7j: it prints what is filled and no empty block', () => {
    const [page] = printed(wholeCase().correct('decided', { occasion: undefined, identification: undefined }));
    expect(page).not.toMatch(/Anledning (?!og)|Identifikation/);
  });
});
