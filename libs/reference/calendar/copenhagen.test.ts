import fc from 'fast-check';
import { DateTime } from 'luxon';
import { copenhagenDate, copenhagenTime, endOfDayInCopenhagen } from '#libs/reference';

describe('Copenhagen', () => {
  it('has its own day', () => {
    expect(copenhagenDate('2026-01-31T22:59:59.999Z')).toBe('2026-01-31');
    expect(copenhagenDate('2026-01-31T23:00:00.000Z')).toBe('2026-02-01');
    expect(copenhagenDate('2026-07-31T22:00:00+00:00')).toBe('2026-08-01');
  });

  it('reads any offset', () => {
    expect(copenhagenTime('2026-06-01T12:00:00-05:00')).toBe('2026-06-01T19:00:00');
  });

  it('changes the clock in March and October', () => {
    expect(copenhagenTime('2026-03-29T00:59:59Z')).toBe('2026-03-29T01:59:59');
    expect(copenhagenTime('2026-03-29T01:00:00Z')).toBe('2026-03-29T03:00:00');
    expect(copenhagenTime('2026-10-25T00:30:00Z')).toBe('2026-10-25T02:30:00');
    expect(copenhagenTime('2026-10-25T01:30:00Z')).toBe('2026-10-25T02:30:00');
  });

  it('ends a day of 23 or 25 hours where the next begins', () => {
    for (const day of ['2026-01-31', '2026-03-29', '2026-07-01', '2026-10-25']) {
      const end = endOfDayInCopenhagen(day);
      expect(copenhagenDate(end)).toBe(day);
      expect(copenhagenTime(new Date(Date.parse(end) + 1).toISOString()).slice(11)).toBe('00:00:00');
    }
    expect(endOfDayInCopenhagen('2026-01-31')).toBe('2026-01-31T22:59:59.999Z');
  });

  it('tells what the zone tells, for any instant since the war', () => {
    const instants = fc.date({ min: new Date('1946-01-01'), max: new Date('2060-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(instants, (date) => {
        const instant = date.toISOString();
        const expected = DateTime.fromISO(instant, { zone: 'Europe/Copenhagen' }).toFormat("yyyy-MM-dd'T'HH:mm:ss");
        expect(copenhagenTime(instant)).toBe(expected);
        expect(copenhagenDate(instant)).toBe(expected.slice(0, 10));
      }),
      { numRuns: 500 },
    );
  });

  it.each(['2026-01-31', '2026-01-31T12:00:00', '2026-02-30T12:00:00Z', '2026-01-31T24:00:00Z', 'noon'])(
    '%s is no instant',
    (text) => {
      expect(() => copenhagenDate(text)).toThrow(expect.objectContaining({ code: 'REFERENCE-INSTANT' }));
    },
  );
});
