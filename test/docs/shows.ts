import type { Block } from './read-page.js';

/** What is made anew by every run, in the order in which it is looked for. */
const ownOfARun: readonly (readonly [RegExp, string])[] = [
  [/\b[pt]_[a-z2-7]{26}\b/g, '<token>'],
  [/\bsgs_[A-Za-z0-9_-]+/g, '<secret>'],
  [/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, '<uuid>'],
  [/\b\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z/g, '<instant>'],
  [/\b[0-9a-f]{64}\b/g, '<hash>'],
];

/** The lines of a page's `text` block that an output does not have, in that order; `…` stands for anything. */
export function missingLines({ lines, varies }: Block, output: string): string[] {
  const printed = output.split('\n').map(plain);
  let from = 0;
  return lines.filter((line) => {
    if (plain(line) === '') return false;
    const wanted = patternOf(plain(line), varies);
    const at = printed.findIndex((one, index) => index >= from && wanted.test(one));
    if (at < 0) return true;
    from = at + 1;
    return false;
  });
}

const plain = (line: string): string =>
  ownOfARun
    .reduce((text, [of, name]) => text.replaceAll(of, name), line)
    .replaceAll(/\s+/g, ' ')
    .trim();

function patternOf(line: string, varies: boolean): RegExp {
  const literal = line.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  const numbers = varies ? literal.replaceAll(/\d[\d ]*(?<=\d)/g, '\\d[\\d ]*') : literal;
  return new RegExp(`^${numbers.replaceAll('…', '.*')}$`);
}
