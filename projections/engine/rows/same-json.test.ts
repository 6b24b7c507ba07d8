import fc from 'fast-check';
import { canonicalJson } from '#libs/event-log';
import { sameJson } from './same-json.js';

const value = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(undefined, null, true, false, '', '"', '\\', '\n', '\ud800', '😀', 'æ', 0, -0, 1.5, 1e30),
    fc.string({ unit: 'binary' }),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'A', '10', '9', 'é', '\n', 'a\nb', '__x'), tie('value'), {
      maxKeys: 5,
      noNullPrototype: true,
    }),
    fc.constant(new Date(0)),
  ),
})).value as fc.Arbitrary<unknown>;

const body = fc.dictionary(fc.constantFrom('b', 'a', '2', '1', 'long name'), value, {
  maxKeys: 5,
  noNullPrototype: true,
});

test('two bodies are the same exactly when their canonical JSON is', () => {
  let same = 0;
  const pair = fc.oneof(
    fc.tuple(body, body),
    body.map((one): [typeof one, typeof one] => [one, JSON.parse(canonicalJson(one)) as typeof one]),
    body.map((one): [typeof one, typeof one] => [one, { ...one, absent: undefined }]),
  );
  fc.assert(
    fc.property(pair, ([one, other]) => {
      const wanted = canonicalJson(one) === canonicalJson(other);
      expect(sameJson(one, other)).toBe(wanted);
      if (wanted) same++;
    }),
    { numRuns: 2000 },
  );
  expect(same).toBeGreaterThan(200);
});
