import { Answers } from './answers.js';

describe('answers', () => {
  it('take no memory before there is one', () => {
    expect(new Answers().bytes.byteLength).toBe(0);
  });

  it.each([[[1]], [[64 * 1024, 1]], [[10, 200_000, 0, 3]]])('of %j bytes lie one behind the other', (lengths) => {
    const answers = new Answers();
    for (const [at, length] of lengths.entries()) answers.add(Buffer.alloc(length, at + 1));
    const { bytes, ends } = answers;
    const apart = ends.map((end, at) => bytes.subarray(ends[at - 1] ?? 0, end));
    expect(apart).toEqual(lengths.map((length, at) => Buffer.alloc(length, at + 1)));
  });
});
