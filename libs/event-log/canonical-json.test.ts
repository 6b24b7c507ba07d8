import fc from 'fast-check';
import { canonicalJson } from './canonical-json.js';

describe('canonical JSON', () => {
  it('sorts members by UTF-16 code units at every depth (the example of RFC 8785, 3.2.3)', () => {
    const value = { '€': 1, '\r': 2, '\ufb33': 3, '1': 4, '😀': 5, '\u0080': 6, ö: { b: [{ z: 1, a: 2 }], a: 3 } };
    expect(canonicalJson(value)).toBe(
      '{"\\r":2,"1":4,"\u0080":6,"ö":{"a":3,"b":[{"a":2,"z":1}]},"€":1,"😀":5,"\ufb33":3}',
    );
  });

  it.each([
    [Number('333333333.33333329'), '333333333.3333333'],
    [1e30, '1e+30'],
    [4.5, '4.5'],
    [2e-3, '0.002'],
    [0.000000000000000000000000001, '1e-27'],
    [-0, '0'],
  ])('writes the number %d as RFC 8785 does', (value, text) => expect(canonicalJson(value)).toBe(text));

  it('leaves out members that are undefined and writes undefined elements and holes as null', () => {
    expect(canonicalJson({ b: undefined, a: [undefined, 1] })).toBe('{"a":[null,1]}');
    expect(canonicalJson({ a: undefined, b: 1, c: { d: undefined } })).toBe('{"b":1,"c":{}}');
    // eslint-disable-next-line no-sparse-arrays
    expect(canonicalJson([, 1])).toBe('[null,1]');
  });

  it('gives an object that knows its JSON its word', () =>
    expect(canonicalJson({ at: new Date(0) })).toBe('{"at":"1970-01-01T00:00:00.000Z"}'));

  it.each([1n, NaN, Infinity, undefined, () => 1, Symbol('x'), new Map([[1, 2]]), new Set([1])])(
    'refuses %p, at the top and inside',
    (value) => {
      expect(() => canonicalJson(value)).toThrow(TypeError);
      if (value !== undefined) expect(() => canonicalJson({ a: [value] })).toThrow(TypeError);
    },
  );

  it('reads back as the same value, and in one form whatever the order of members', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonicalJson(reversed(value))).toBe(text);
      }),
    );
  });
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, member]) => [name, reversed(member)]),
  );
}
