import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { rulesCommand } from '#libs/rules';
import { readSources, rootAbove } from './read-sources.js';

let root: string;
beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'sagsspor-rules-'))));
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(path: string, text = ''): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

function run(...argv: string[]): { code: number; text: string } {
  const told: string[] = [];
  const code = rulesCommand(argv, { out: (text) => told.push(text), root });
  return { code, text: told.join('\n') };
}

describe('the sources', () => {
  it('are the TypeScript of the rooms, without this one, its helpers, fixtures and declarations', () => {
    write('libs/cases/b.ts', 'b');
    write('apps/cli/a.ts');
    write('test/end.test.ts');
    for (const path of ['libs/rules/x.ts', 'libs/cases/testing/x.ts', 'libs/cases/x.json', 'libs/cases/x.d.ts', 'x.ts'])
      write(path);
    expect(readSources(root).map(({ path }) => path)).toEqual(['apps/cli/a.ts', 'libs/cases/b.ts', 'test/end.test.ts']);
    expect(readSources(root)[1]!.text).toBe('b');
  });

  it('lie below the nearest package.json', () => {
    write('package.json', '{}');
    write('dist/libs/rules/coverage/rules-command.js');
    expect(rootAbove(join(root, 'dist', 'libs', 'rules', 'coverage'))).toBe(root);
  });
});

describe('the command', () => {
  it('prints the table', () => {
    write('libs/cases/a.ts', '// ANB-2.1a');
    write('libs/cases/a.test.ts', "test('ANB-2.1a', () => {});");
    expect(run()).toEqual({ code: 0, text: expect.stringMatching(/Placements of children and young people +36 +1 /) });
  });

  it('exits with 1 when the check finds something, and names it', () => {
    write('libs/cases/a.ts', '// ANB-9.9z');
    expect(run('--check')).toEqual({
      code: 1,
      text: expect.stringContaining('ANB-9.9z does not exist: libs/cases/a.ts'),
    });
  });

  it('lists the rules of a prefix', () => {
    write('libs/cases/a.ts', '// ANB-2.1a');
    expect(run('--list', 'ANB-2.1a')).toEqual({ code: 0, text: expect.stringMatching(/^ANB-2\.1a {2}untested\n/) });
    expect(run('--list', 'XYZ')).toEqual({ code: 0, text: 'No rule id begins with XYZ.' });
  });

  it('says that a build holds no sources, and exits with 2', () => {
    write('package.json', '{}');
    write('libs/rules/coverage/rules-command.js');
    expect(run('--check')).toEqual({ code: 2, text: expect.stringContaining('a build holds none') });
  });

  it.each([['--chekc'], ['list'], ['--list']])('exits with 2 and says how it is called: %s', (...argv) => {
    expect(run(...argv)).toEqual({ code: 2, text: expect.stringMatching(/^Usage: sagsspor rules/) });
  });
});
