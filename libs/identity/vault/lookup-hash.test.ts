import { createHmac, randomBytes } from 'node:crypto';
import { lookupHashUnder } from './lookup-hash.js';

const key = randomBytes(32);
const hashOf = lookupHashUnder(key);
const hmac = (parts: readonly string[]): string =>
  createHmac('sha256', key).update(JSON.stringify(parts), 'utf8').digest('binary');

describe('the lookup hash', () => {
  it.each([
    ['a short one', 'S-1'],
    ['characters of three bytes', 'ﬀ'.repeat(150)],
    ['pairs of surrogates, and what JSON escapes', '👶"\n'.repeat(90)],
    ['one longer than any before', 'å'.repeat(5_000)],
    ['a short one after it', 'S-2'],
  ])('is the HMAC-SHA-256 of %s', (_, value) => {
    const scope = 'system\n751';
    expect(hashOf({ what: 'case', scope, value, owner: 0 })).toBe(hmac(['case', scope, value]));
  });

  it('is of the number in its one form', () => {
    const hash = hmac(['person', 'cpr', '0101011234']);
    for (const number of ['0101011234', '010101-1234', ' 010101 1234 '])
      expect(hashOf({ what: 'person', kind: 'cpr', number })).toBe(hash);
  });

  it('is another under another key', () => {
    const claim = { what: 'person', kind: 'person-id', number: 'P1' } as const;
    expect(lookupHashUnder(randomBytes(32))(claim)).not.toBe(hashOf(claim));
  });
});
