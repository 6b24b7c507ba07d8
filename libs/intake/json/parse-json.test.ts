import fc from 'fast-check';
import { JsonRejected } from './json-rejected.js';
import { parseJson } from './parse-json.js';

function codeOf(input: string | Uint8Array, bounds = {}): string | undefined {
  try {
    parseJson(input, bounds);
    return undefined;
  } catch (error) {
    if (error instanceof JsonRejected) return error.code;
    throw error;
  }
}

describe('parseJson', () => {
  it.each([
    ['nothing', '', 'json-syntax'],
    ['white space', '  \n', 'json-syntax'],
    ['a cut-off object', '{"a":1', 'json-syntax'],
    ['a string without end', '{"a":"b', 'json-syntax'],
    ['a trailing comma', '{"a":1,}', 'json-syntax'],
    ['a key twice', '{"a":1,"b":2,"a":3}', 'json-duplicate-key'],
    ['a key twice, once escaped', '{"a":1,"\\u0061":3}', 'json-duplicate-key'],
    ['a key twice in a list', '[{"a":1},{"b":{"c":1,"c":1}}]', 'json-duplicate-key'],
    [
      'a key twice behind many',
      `{${'abcdefghijklmnopqrst'.split('').map((k) => `"${k}":1`)},"a":1}`,
      'json-duplicate-key',
    ],
    ['__proto__', '{"__proto__":{"admin":true}}', 'json-forbidden-key'],
    ['__proto__, escaped', '{"\\u005f_proto__":{}}', 'json-forbidden-key'],
    ['constructor', '{"a":{"constructor":{}}}', 'json-forbidden-key'],
    ['half a pair in a value', '{"a":"\\ud800"}', 'json-lone-surrogate'],
    ['half a pair in a key', '{"\\udc00":1}', 'json-lone-surrogate'],
    ['deeper than allowed', '['.repeat(33) + ']'.repeat(33), 'json-too-deep'],
  ])('refuses %s', (_, text, code) => {
    expect(codeOf(text)).toBe(code);
    expect(codeOf(Buffer.from(text))).toBe(code);
  });

  it('refuses a million levels without a blow-up of the stack', () => {
    expect(codeOf('['.repeat(1_000_000))).toBe('json-too-deep');
    expect(codeOf('{"a":'.repeat(150_000))).toBe('json-too-deep');
  });

  it('refuses bytes that are no UTF-8, and longer texts than allowed', () => {
    expect(codeOf(Buffer.from([0x22, 0xff, 0x22]))).toBe('json-utf8');
    expect(codeOf(Buffer.from('"æ"', 'latin1'))).toBe('json-utf8');
    expect(codeOf('"aaaa"', { maxBytes: 5 })).toBe('json-too-large');
  });

  it('takes a byte order mark, whole pairs, and the same key in two objects', () => {
    expect(parseJson(Buffer.from('\ufeff{"a":1}'))).toEqual({ a: 1 });
    expect(parseJson('{"a":"\\ud83d\\ude00","b":{"a":1},"c":[{"a":1},{"a":2}]}')).toEqual({
      a: '😀',
      b: { a: 1 },
      c: [{ a: 1 }, { a: 2 }],
    });
  });

  it('never repeats the text in its message', () => {
    try {
      parseJson('{"cpr":"0101154003",,}');
      throw new Error('was taken');
    } catch (error) {
      expect(JSON.stringify([(error as Error).message, error])).not.toContain('0101154003');
    }
  });

  it('is linear in long strings of escapes', () => {
    const text = JSON.stringify({ a: '\\'.repeat(200_000) + '"'.repeat(200_000) });
    expect(parseJson(text)).toEqual(JSON.parse(text));
  });

  it('reads whatever JSON.stringify writes (property)', () => {
    const keys = fc.string().filter((key) => !['__proto__', 'constructor', 'prototype'].includes(key));
    const value = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        fc.string({ unit: 'grapheme' }),
        fc.integer(),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(keys, tie('value'), { maxKeys: 15, noNullPrototype: true }),
      ),
    })).value;
    fc.assert(
      fc.property(value, (written) => {
        const text = JSON.stringify(written);
        expect(parseJson(text, { maxDepth: 1000 })).toEqual(JSON.parse(text));
      }),
      { numRuns: 200 },
    );
  });
});
