import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { houseRuleById, ruleById } from '#libs/rules';
import { stepsOf } from './read-page.js';
import { builtCli, runPage } from './run-page.js';
import { missingLines } from './shows.js';

const root = join(__dirname, '..', '..');
const docs = readdirSync(join(root, 'docs'))
  .filter((name) => name.endsWith('.md'))
  .map((name) => `docs/${name}`);
const cli = (...argv: string[]): string =>
  spawnSync(process.execPath, [builtCli, ...argv], { encoding: 'utf8' }).stdout;

describe('what the pages say to run, runs, and prints what they show', () => {
  const directory = mkdtempSync(join(tmpdir(), 'sagsspor-docs-'));
  afterAll(() => rmSync(directory, { recursive: true }));

  /** Runs a page; every page but the first screen begins where that one ended: with the demo's data and files. */
  async function run(page: string): Promise<void> {
    const place = join(directory, page.replace('/', '-'));
    mkdirSync(place);
    if (page !== 'README.md')
      for (const name of ['demo-data', 'out'])
        cpSync(join(directory, 'README.md', name), join(place, name), { recursive: true });
    const steps = stepsOf(join(root, page));
    const { code, outputs } = await runPage(steps, place);
    const wrong = steps.flatMap(({ block, shown }, at) => {
      const output = outputs[at];
      if (output === undefined) return [`${page}:${block.at} was not reached`];
      const missing = shown ? missingLines(shown, output) : [];
      return missing.length === 0 ? [] : [`${page}:${shown!.at} shows`, ...missing, 'but this is printed', output];
    });
    if (code !== 0) wrong.push(`${page} ends with ${code}`, outputs.at(-1) ?? '');
    expect(wrong.join('\n')).toBe('');
  }

  test('README.md', () => run('README.md'), 240_000);

  const others = docs.filter((page) => stepsOf(join(root, page)).length > 0);
  test.each(others)('%s', (page) => run(page), 240_000);
});

describe('pages made from the code', () => {
  test.each(['events', 'settings', 'commands'])(
    'docs/%s.md is what `npx sagsspor docs` prints (else: npx sagsspor docs NAME > docs/NAME.md)',
    (name) => {
      expect(readFileSync(join(root, 'docs', `${name}.md`), 'utf8')).toBe(cli('docs', name));
    },
  );

  test('every command of --help has its part of docs/commands.md', () => {
    const page = readFileSync(join(root, 'docs', 'commands.md'), 'utf8');
    const names = [...cli('--help').matchAll(/^ {2}([a-z]+(?:-[a-z]+)*) /gm)].map(([, name]) => name!);
    expect(names.length).toBeGreaterThan(20);
    expect(names.filter((name) => name !== 'help' && !page.includes(`\n## sagsspor ${name}`))).toEqual([]);
  });
});

test('every link between pages leads to a page, and to a heading where it names one', () => {
  const pages = ['README.md', 'CHANGELOG.md', ...docs];
  const broken = pages.flatMap((page) =>
    linksOf(page).filter(({ file, heading }) => {
      const path = file === '' ? join(root, page) : join(root, dirname(page), file);
      return !existsSync(path) || (heading !== undefined && !headingsOf(path).includes(heading));
    }),
  );
  expect(broken).toEqual([]);
});

interface Link {
  readonly page: string;
  readonly file: string;
  readonly heading: string | undefined;
}

function linksOf(page: string): Link[] {
  const text = readFileSync(join(root, page), 'utf8');
  return [...text.matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)/g)].map(([, file, heading]) => ({
    ...{ page, file: file!, heading },
  }));
}

/** Anchors of a page's headings, as they are made of its text. */
const headingsOf = (path: string): string[] =>
  [...readFileSync(path, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, text]) =>
    text!
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );

test('every setting that a page names exists', () => {
  const known = ['docs/settings.md', '.ci/run'].map((path) => readFileSync(join(root, path), 'utf8')).join('\n');
  const named = ['README.md', ...docs].flatMap(
    (page) => readFileSync(join(root, page), 'utf8').match(/SAGSSPOR_[A-Z_]+/g) ?? [],
  );
  expect(named.length).toBeGreaterThan(10);
  expect([...new Set(named)].filter((name) => !known.includes(name))).toEqual([]);
});

test('every rule, and every kind of refusal or finding, that a page names exists', () => {
  const named = ['README.md', ...docs].flatMap(
    (page) =>
      readFileSync(join(root, page), 'utf8').match(/\b(?:SYS-[a-z0-9-]+|(?:ANB|IND|SKE|GEN)-\d[\w.]*\w)/g) ?? [],
  );
  const known = (id: string): boolean => ruleById(id) !== undefined || houseRuleById(id) !== undefined;
  expect(named.length).toBeGreaterThan(10);
  expect([...new Set(named)].filter((id) => !known(id))).toEqual([]);
});
