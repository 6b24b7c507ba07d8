import fc from 'fast-check';
import {
  birthDateOf,
  isAnonymousNumber,
  isNonStandardNumber,
  isOrdinaryCpr,
  isPersonId,
  isSubstituteNumber,
  normalise,
  sexOf,
  sexOfAnonymous,
} from './cpr.js';

describe('an ordinary CPR number', () => {
  it.each([
    ['as ten digits', '0101993045'],
    ['with a hyphen', '010199-3045'],
    ['with a space', '010199 3045'],
    ['with white space around it', ' 010199-3045\n'],
  ])('is read %s', (_, number) => {
    expect(isOrdinaryCpr(number)).toBe(true);
    expect(birthDateOf(number)).toBe('1999-01-01');
    expect(normalise(number)).toBe('0101993045');
  });

  it.each([
    '',
    '010199304',
    '01019930455',
    '010199--3045',
    '0101-993045',
    '010199–3045',
    'a101993045',
    '٠١٠١٩٩٣٠٤٥',
    '0000000000',
    '3204993045',
    '3104993045',
    '0113993045',
    '0001993045',
  ])('is not %p', (number) => {
    expect(isOrdinaryCpr(number)).toBe(false);
    expect(birthDateOf(number)).toBeUndefined();
    expect(sexOf(number)).toBeUndefined();
  });

  /** The table of digit 7 at both ends of each of its rows, written out year by year. */
  it.each([
    ['0', '00', 1900],
    ['0', '99', 1999],
    ['3', '00', 1900],
    ['3', '99', 1999],
    ['4', '00', 2000],
    ['4', '36', 2036],
    ['4', '37', 1937],
    ['4', '99', 1999],
    ['5', '00', 2000],
    ['5', '57', 2057],
    ['5', '58', 1858],
    ['8', '57', 2057],
    ['8', '58', 1858],
    ['8', '99', 1899],
    ['9', '00', 2000],
    ['9', '36', 2036],
    ['9', '37', 1937],
    ['9', '99', 1999],
  ])('with 7th digit %s and year %s is of %d', (digit, yy, year) =>
    expect(birthDateOf(`1506${yy}${digit}123`)).toBe(`${year}-06-15`),
  );

  it('has its leap day in the century that the 7th digit tells', () => {
    expect(birthDateOf('2902004123')).toBe('2000-02-29');
    expect(isOrdinaryCpr('2902000123')).toBe(false);
    expect(birthDateOf('2902960123')).toBe('1996-02-29');
    expect(isOrdinaryCpr('2902970123')).toBe(false);
  });

  it('tells a woman by an even last digit and a man by an odd one', () => {
    expect('0123456789'.split('').map((last) => sexOf(`010199304${last}`))).toEqual(
      Array.from({ length: 5 }, () => ['female', 'male']).flat(),
    );
  });

  it('need not pass modulus 11: of a day, every serial is a number', () => {
    const weights = [4, 3, 2, 7, 6, 5, 4, 3, 2, 1];
    const passes = (number: string): boolean =>
      weights.reduce((sum, weight, at) => sum + weight * Number(number[at]), 0) % 11 === 0;
    const numbers = Array.from({ length: 10_000 }, (_, serial) => `150610${String(serial).padStart(4, '0')}`);
    expect(numbers.filter((number) => !isOrdinaryCpr(number))).toEqual([]);
    // The property says something only as most of them fail the check.
    expect(numbers.filter(passes).length).toBeLessThan(1_000);
  });
});

describe('a substitute number', () => {
  it('is an ordinary one with 60 added to the day, and no ordinary one', () => {
    expect(isSubstituteNumber('670199-3045')).toBe(true);
    expect(isOrdinaryCpr('670199-3045')).toBe(false);
    expect(birthDateOf('670199-3045')).toBe('1999-01-07');
    expect(sexOf('670199-3045')).toBe('male');
    expect(birthDateOf('9112993045')).toBe('1999-12-31');
  });

  it.each(['0701993045', '6001993045', '9201993045', '9104993045', '6113993045', '8902000123'])('is not %p', (number) =>
    expect(isSubstituteNumber(number)).toBe(false),
  );

  it('exists for every ordinary number, of the same birth date and sex', () => {
    const numbers = fc
      .date({ min: new Date('1858-01-01'), max: new Date('2057-12-31'), noInvalidDate: true })
      .chain((date) => fc.tuple(fc.constant(date.toISOString()), fc.integer({ min: 0, max: 9999 })))
      .map(
        ([iso, serial]) => `${iso.slice(8, 10)}${iso.slice(5, 7)}${iso.slice(2, 4)}${String(serial).padStart(4, '0')}`,
      )
      .filter(isOrdinaryCpr);
    fc.assert(
      fc.property(numbers, (number) => {
        const substitute = `${Number(number.slice(0, 2)) + 60}${number.slice(2)}`;
        expect(isSubstituteNumber(number)).toBe(false);
        expect(isSubstituteNumber(substitute)).toBe(true);
        expect([birthDateOf(substitute), sexOf(substitute)]).toEqual([birthDateOf(number), sexOf(number)]);
      }),
    );
  });
});

describe('an anonymous number', () => {
  it.each([
    ['123456-9998', 'female'],
    ['123456-9999', 'male'],
    ['1234569990', 'unknown'],
    ['101010-9998', 'female'],
    ['1010109999', 'male'],
    ['290200-9990', 'unknown'],
    ['310199 9990', 'unknown'],
  ])('%s says %s', (number, sex) => {
    expect(isAnonymousNumber(number)).toBe(true);
    expect(sexOfAnonymous(number)).toBe(sex);
  });

  it.each([
    '123456-9997',
    '1234561234',
    '320199-9998',
    '290299-9998',
    '671010-9998',
    '12345-9998',
    '123457-9998',
    '',
    '0',
  ])('is not %p', (number) => {
    expect(isAnonymousNumber(number)).toBe(false);
    expect(sexOfAnonymous(number)).toBeUndefined();
  });

  it('of 123456 tells no birth date, since there is no month 34', () => {
    expect(birthDateOf('123456-9998')).toBeUndefined();
    expect(isOrdinaryCpr('123456-9998')).toBe(false);
  });
});

describe('a person-id', () => {
  it.each([['A'], ['u-12'], ['x'.repeat(256)], ['Ø 7']])('is %p', (number) => expect(isPersonId(number)).toBe(true));
  it.each([[''], ['- -'], ['\u00a0'], ['x'.repeat(257)]])('is not %p', (number) =>
    expect(isPersonId(number)).toBe(false),
  );
  it('is looked up without hyphens and white space, in upper case', () =>
    expect(normalise(' ab-12\u00a034 æ')).toBe('AB1234Æ'));
});

describe('a non-standard number', () => {
  it.each(['0101991234', '010199-AB12', '010199ABCDEFGHIJ', '290200-1234'])('is %p', (number) =>
    expect(isNonStandardNumber(number)).toBe(true),
  );
  it.each(['010199123', '010199ABCDEFGHIJK', '670199AB12', '320199AB12', '010199AB 2', '010199'])(
    'is not %p',
    (number) => expect(isNonStandardNumber(number)).toBe(false),
  );
});
