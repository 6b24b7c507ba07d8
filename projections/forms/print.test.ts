import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext } from 'playwright-core';
import { codeLists } from '#libs/reference';
import { Story } from '../../libs/cases/testing/story.js';
import { versionsOf } from '../testing/fold.js';
import { wholeCase, wholeFollowUp, wholeYouth } from '../testing/whole-cases.js';
import { printForm } from './print.js';
import { word } from './print-words.js';
import { forms } from './projection.js';

const clear: Readonly<Record<string, string>> = {
  ...{ p_anna: '0101154003', p_mother: '1507854002', p_father: '1102834001', t_name: 'Prøve <Testbarn> Æøå' },
  ...{ c_1: 'S-2026-1 & mere', t_identification: 'J-77', t_home: 'Hjemmet', t_second: 'Et andet sted' },
};
const reveal = (token: string): string => clear[token] ?? token;

/** Every form of a story, its row and its page. */
const printed = (story: Story) =>
  versionsOf(forms, story, 'form').map((row) => ({ row, page: printForm(row, reveal) }));

/** What a row holds beside the answers: structure, and years that only the overview shows. */
const notAnswers = ['form', 'event', 'type', 'root', 'list', 'reportedYear', 'decisionYear'];

/** Every filled value of a form. */
function filled(value: unknown): unknown[] {
  if (value === '' || value === null || typeof value === 'boolean') return [];
  if (typeof value !== 'object') return [value];
  return Object.entries(value as object).flatMap(([name, one]) => (notAnswers.includes(name) ? [] : filled(one)));
}

/** How a value may stand on paper: itself or in clear, a choice in Danish, or what a key of ours means. */
const onPaper = (value: unknown): string[] => [
  reveal(String(value)),
  word(value),
  ...codeLists().flatMap(({ codes }) => codes.filter(({ key }) => key === value).map(({ da }) => da ?? '')),
];

const compact = (text: string): string => text.replace(/\s+/g, '');

/** The filled values that a text does not hold, however its lines are broken. */
function missingIn(text: string, body: unknown): unknown[] {
  const whole = compact(text);
  return filled(body).filter((value) => !onPaper(value).some((one) => one !== '' && whole.includes(compact(one))));
}

const textOf = (page: string): string =>
  page
    .replace(/<style>[\s\S]*<\/style>/, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));

const stories: [string, () => Story][] = [
  ['schemas 1 and 2', wholeFollowUp],
  ['schemas 1, 2 and 3', wholeYouth],
];

describe('the page of a form', () => {
  test.each(stories)('SKE-7j: holds every filled value: %s', (_, story) => {
    for (const { row, page } of printed(story()))
      expect([row.key, missingIn(textOf(page), row.body)]).toEqual([row.key, []]);
  });

  test('SKE-7j: answers yes or no in words', () => {
    const text = compact(
      printed(wholeFollowUp())
        .map(({ page }) => textOf(page))
        .join(),
    );
    for (const answer of ['UfødtNej', 'TidligereanbragtJa', 'SkalfremgåafTilbudsportalenJa', 'HandleplanrevideretJa'])
      expect(text).toContain(answer);
  });

  test('SKE-7j: misses what is not on it', () => {
    const [{ row, page }] = printed(wholeCase()) as [ReturnType<typeof printed>[number]];
    expect(missingIn(textOf(page.replace('1003388394', '')), row.body)).toEqual(['1003388394']);
  });

  test('SKE-2b: says what codes mean, in Danish, and nothing twice', () => {
    const text = textOf(printed(wholeCase())[0]!.page);
    for (const words of ['751 Aarhus', 'Kommunen', 'Underretning', 'UDSLAG14 Utilstrækkelig omsorg fra forældre'])
      expect(text.split(words)).toHaveLength(2);
    expect(text).not.toContain('notification');
  });

  test('SKE-7j: prints again at any time later, under its number, with what was added since', () => {
    const [before] = printed(wholeCase());
    const [after] = printed(wholeFollowUp().correct('decided', { occasion: 'application' }));
    expect(compact(textOf(before!.page))).toContain('AnledningUnderretning');
    expect(compact(textOf(after!.page))).toContain('AnledningAnsøgning');
    for (const { page } of [before!, after!]) expect(compact(textOf(page))).toContain('Skemaløbenummer5Kommune');
  });

  test('writes what a sender chose as text, never as HTML', () => {
    const { page } = printed(wholeCase())[0]!;
    expect(page).not.toContain('<Testbarn>');
    expect(textOf(page)).toContain('<Testbarn>');
  });

  test('leaves tokens as they are for who may not know what they stand for', () => {
    const [row] = versionsOf(forms, wholeCase(), 'form');
    expect(printForm(row!, (token) => token)).toContain('p_anna');
  });

  test('has no heading without an answer below it', () => {
    const page = printForm(versionsOf(forms, new Story().tell('aftercare-decided'), 'form')[0]!, reveal);
    expect(page).toContain('Afgørelse om efterværn');
    expect(page).not.toMatch(/Anbringelsesgrundlag|Anbringelsessted|Udslagsgivende/);
  });
});

describe('printed on A4', () => {
  const executablePath = process.env['SAGSSPOR_CHROMIUM'];
  let directory: string;
  let browser: BrowserContext | undefined;

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'printing-'));
    if (executablePath)
      browser = await chromium.launchPersistentContext(join(directory, 'profile'), { executablePath, args: quiet });
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(directory, { recursive: true, force: true });
  });

  test.each(stories)('SKE-7j: a PDF by Chromium has every filled value in its text: %s', async (_, story) => {
    if (!browser) return console.warn('forms not printed: no Chromium (SAGSSPOR_CHROMIUM names none)');
    const tab = await browser.newPage();
    for (const { row, page } of printed(story())) {
      const path = join(directory, `${row.key}.pdf`);
      await tab.setContent(page);
      await tab.pdf({ path, preferCSSPageSize: true });
      const text = textOfPdf(path);
      if (text === undefined) return console.warn('printed forms not read: no pdftotext');
      expect([row.key, missingIn(text, row.body)]).toEqual([row.key, []]);
      expect(sizeOf(path)).toMatch(/A4/);
    }
    await tab.close();
  });
});

const quiet = [
  ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
];

/** Undefined where there is no pdftotext. */
function textOfPdf(path: string): string | undefined {
  const run = spawnSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' });
  if (run.error) return undefined;
  expect(run.stderr).toBe('');
  return run.stdout;
}

const sizeOf = (path: string): string => spawnSync('pdfinfo', [path], { encoding: 'utf8' }).stdout;
