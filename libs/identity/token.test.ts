import fc from 'fast-check';
import { fromBase32, toBase32 } from './base32.js';
import { looksLikeCpr } from './looks-like-cpr.js';
import { readToken, tokensIn, writeToken, type TokenClass } from './token.js';

const bytes = fc.uint8Array({ minLength: 16, maxLength: 16 });
const classes = fc.constantFrom<TokenClass>('person', 'case', 'token');

describe('a token', () => {
  it.each([
    ['', ''],
    ['f', 'my'],
    ['fo', 'mzxq'],
    ['foo', 'mzxw6'],
    ['foob', 'mzxw6yq'],
    ['fooba', 'mzxw6ytb'],
    ['foobar', 'mzxw6ytboi'],
  ])('is written in base 32 (the example %p of RFC 4648, 10)', (plain, text) => {
    expect(toBase32(Buffer.from(plain))).toBe(text);
    expect(fromBase32(text)?.toString()).toBe(plain);
  });

  it('reads back as what it was written from, and in one form only', () => {
    fc.assert(
      fc.property(classes, bytes, (what, raw) => {
        const token = writeToken(what, raw);
        expect(token).toMatch(/^[pct]_[a-z2-7]{26}$/);
        expect(readToken(token)).toEqual({ what, bytes: Buffer.from(raw) });
        expect(looksLikeCpr(token)).toBe(false);
      }),
    );
  });

  it.each([
    '',
    'p_',
    `p_${'a'.repeat(25)}`,
    `p_${'a'.repeat(27)}`,
    `P_${'a'.repeat(26)}`,
    `p_${'A'.repeat(26)}`,
    `x_${'a'.repeat(26)}`,
    `p-${'a'.repeat(26)}`,
    `p_${'a'.repeat(25)}1`,
    // 130 bits hold 128: the last two must be nought, or two texts would be one token.
    `p_${'a'.repeat(25)}b`,
  ])('is not %p', (text) => expect(readToken(text)).toBeUndefined());

  it('is found wherever it stands in a value, once', () => {
    const [person, place, other] = (['person', 'case', 'token'] as const).map((what, at) =>
      writeToken(what, Buffer.alloc(16, at + 1)),
    ) as [string, string, string];
    const told = [`placement-751-${place}`, { a: [{ pseudonym: person }, person, null, 7], b: other, c: `${other}x` }];
    expect([...tokensIn(told)].sort()).toEqual([place, person, other].sort());
    expect([...tokensIn({ a: 'p_short', b: `xp_${'a'.repeat(26)}` })]).toEqual([]);
  });
});
