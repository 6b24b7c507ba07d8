import { randomUUID } from 'node:crypto';
import { looksLikeCpr } from './looks-like-cpr.js';

describe('what looks like a CPR number', () => {
  it.each([
    '0101993045',
    '010199-3045',
    '010199 3045',
    '010199 - 3045',
    '010199\u20113045',
    '010199–3045',
    '010199\u00a03045',
    'case 010199-3045, the second',
    'cpr=0101993045&x',
    'A0101993045B',
    'æ0101993045ø',
    '"0101993045"',
    '０１０１９９３０４５',
    '𝟎𝟏𝟎𝟏𝟗𝟗-𝟑𝟎𝟒𝟓',
    '{"a":["010199-3045"]}',
    '010199-3045\n',
    // As a date is written, and parted by what a file name or a list has.
    '01 01 99 3045',
    '01.01.99-3045',
    '01-01-99-3045',
    '010199/3045',
    'sag_010199_3045.pdf',
    '010199.3045',
    // Parted by what cannot be seen.
    '010199\u200b3045',
    '010199\u00ad-3045',
    // A substitute number, and a leap day, whose century nobody asks for.
    '6101993045',
    '9112993045',
    '2902003045',
    '8902003045',
    // Behind another number, and twice.
    '12345 0101993045',
    'x-9912345678-0101993045',
    // An anonymous number with a birth date.
    '101010-9998',
  ])('is found in %p', (text) => expect(looksLikeCpr(text)).toBe(true));

  it.each([
    '',
    '010199-304',
    '010199-30455',
    '01019930451',
    '20260101993045',
    '010199----3045',
    '01.01.1999',
    '01-01-2026',
    '01.01.2026 12:30',
    '2026-01-01 1230',
    '+45 12 11 20 20',
    '615.12.11.20',
    '2026-01-31T12:00:00.000Z',
    '3204993045',
    '3002993045',
    '0113993045',
    '0001993045',
    '6001993045',
    '9201993045',
    '123456-9998',
    '1013456789',
    'p_abcdefghijklmnopqrstuvwxyz',
    'sha256:a9b0101993045cdef0123456789abcdef0123456789abcdef0123456789abcde',
    'urn:uuid:7b2f0101-9930-4514-8a11-010199304512',
    'https://x.dk/events/00000000-0000-4000-8000-010199304512?page=2',
  ])('is not found in %p', (text) => expect(looksLikeCpr(text)).toBe(false));

  it('is never a UUID, nor a hex digest, and is found beside one', () => {
    const uuids = Array.from({ length: 20_000 }, () => randomUUID());
    expect(uuids.filter(looksLikeCpr)).toEqual([]);
    expect(uuids.map((one) => one.replaceAll('-', '').toUpperCase()).filter(looksLikeCpr)).toEqual([]);
    expect(looksLikeCpr(`${uuids[0]} 010199-3045 ${uuids[1]}`)).toBe(true);
    expect(looksLikeCpr(`${uuids[0]}/0101993045`)).toBe(true);
  });

  it('is 7.3 per cent of ten-digit numbers by chance, which senders whose ids are ten digits must bear', () => {
    const openings = Array.from({ length: 10_000 }, (_, n) => `${String(n).padStart(4, '0')}993045`);
    // Every day of a leap year, as it is and raised by 60.
    expect(openings.filter(looksLikeCpr)).toHaveLength(2 * 366);
  });
});
