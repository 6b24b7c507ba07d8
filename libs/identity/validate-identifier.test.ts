import fc from 'fast-check';
import { birthDateOf } from './cpr.js';
import type { IdentifierKind } from './port.js';
import { validateIdentifier } from './validate-identifier.js';

const reason = (kind: IdentifierKind, number: string | undefined): string => {
  const verdict = validateIdentifier(kind, number);
  return verdict.ok ? 'ok' : verdict.reason;
};

describe('a number is judged against the kind its sender stated', () => {
  it.each([
    ['cpr', '010199-3045', 'ok'],
    ['cpr', undefined, 'missing'],
    ['cpr', '', 'missing'],
    ['cpr', ' - ', 'missing'],
    ['cpr', '010199304', 'not-ten-digits'],
    ['cpr', '010199_3045', 'not-ten-digits'],
    ['cpr', '3204993045', 'no-such-date'],
    ['cpr', '0000000000', 'no-such-date'],
    ['cpr', '123456-9998', 'no-such-date'],
    ['cpr', '6101993045', 'is-substitute'],
    // Never guessed: a birth date with 9998 may be a living person's number, and is anonymous only when it is said.
    ['cpr', '101010-9998', 'ok'],
    ['substitute', '6101993045', 'ok'],
    ['substitute', '0101993045', 'is-ordinary'],
    ['substitute', '9201993045', 'no-such-date'],
    ['substitute', undefined, 'missing'],
    ['anonymous', '123456-9990', 'ok'],
    ['anonymous', '101010-9998', 'ok'],
    ['anonymous', '0101993045', 'not-anonymous'],
    ['anonymous', '320199-9998', 'not-anonymous'],
    ['anonymous', 'unknown', 'not-ten-digits'],
    ['anonymous', undefined, 'missing'],
    ['person-id', 'U-12', 'ok'],
    ['person-id', '0101993045', 'ok'],
    ['person-id', 'x'.repeat(257), 'length'],
    ['person-id', '--', 'missing'],
  ] as const)('%s %p: %s', (kind, number, expected) => expect(reason(kind, number)).toBe(expected));

  it('ANB-2.2.1a, IND-3.2.5a: an unborn child has no number of its own', () => {
    expect(reason('unborn', undefined)).toBe('ok');
    expect(reason('unborn', '')).toBe('not-allowed');
    expect(reason('unborn', '0101993045')).toBe('not-allowed');
  });

  it('never throws, never repeats the number, and a number that is ok as cpr or substitute tells a birth date', () => {
    const kinds = fc.constantFrom<IdentifierKind>('cpr', 'substitute', 'anonymous', 'person-id', 'unborn');
    const numbers = fc.oneof(fc.string(), fc.stringMatching(/^\d{6}-?\d{4}$/), fc.stringMatching(/^\d{10}$/));
    fc.assert(
      fc.property(kinds, numbers, (kind, number) => {
        const verdict = validateIdentifier(kind, number);
        expect(Object.keys(verdict).sort()).toEqual(verdict.ok ? ['ok'] : ['ok', 'reason']);
        if (verdict.ok && (kind === 'cpr' || kind === 'substitute')) expect(birthDateOf(number)).toBeDefined();
      }),
      { numRuns: 2_000 },
    );
  });
});
