import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { hasSentence, readingOf, ruleById, sentenceOf } from '#libs/rules';
import sentences from './sentences.json';

const root = join(__dirname, '..', '..');

/** Literals that are a rule id and nothing else, in code that finds or refuses; fields and event types only cite. */
function idsUsed(folder: string): string[] {
  const files = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).filter(
    (name) => /\.ts$/.test(name) && !/(\.test|events|parts|event-data)\.ts$/.test(name) && !/testing/.test(name),
  );
  return files.flatMap((name) =>
    [
      ...readFileSync(join(root, folder, name), 'utf8').matchAll(
        /'((?:GEN|ANB|IND|SKE)-[0-9X][\w.]*|SYS-[a-z0-9-]+|R\d+)'/g,
      ),
    ].map((match) => match[1]!),
  );
}

describe('sentences for a case worker', () => {
  it('stand for every rule that the product finds by or refuses by', () => {
    const ids = new Set(['libs/cases', 'libs/intake', 'projections'].flatMap(idsUsed));
    expect(ids.size).toBeGreaterThan(50);
    expect([...ids].filter((id) => !hasSentence(id))).toEqual([]);
  });

  it('are in both languages, end as a sentence and say what to do', () => {
    for (const [id, { en, da }] of Object.entries(sentences)) {
      expect([id, en, da]).toEqual([
        id,
        expect.stringMatching(/\. .+\.$|; .+\. .+\.$/),
        expect.stringMatching(/\. .+\.$/),
      ]);
      expect(ruleById(id) ?? readingOf(id)).toBeDefined();
    }
  });

  it('join what is wrong and what to do for a house rule', () => {
    expect(sentenceOf('SYS-end-before-start')).toEqual({
      en: 'The end lies before the start. Correct one of the two dates.',
      da: 'Slutdatoen ligger før startdatoen. Ret en af de to datoer.',
    });
  });

  it('fall back on the rule itself, and on its id', () => {
    expect(hasSentence('UND-4.1a')).toBe(false);
    expect(sentenceOf('UND-4.1a').en).toBe(ruleById('UND-4.1a')!.text);
    expect(sentenceOf('SYS-of-tomorrow')).toEqual({ en: 'See rule SYS-of-tomorrow.', da: 'Se regel SYS-of-tomorrow.' });
  });

  it('are none for what only looks like a rule id', () => {
    expect([hasSentence('constructor'), hasSentence('__proto__')]).toEqual([false, false]);
    expect(sentenceOf('constructor').en).toBe('See rule constructor.');
  });
});
