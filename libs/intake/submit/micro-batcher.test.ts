import { MicroBatcher, type Sequence } from './micro-batcher.js';

type Step = (items: readonly string[]) => Promise<string[]>;

const asTheyAre: Step = async (items) => [...items];
/** Until whatever can be begun is. */
const begunAll = (): Promise<void> => new Promise((done) => setImmediate(() => setImmediate(done)));

it('a batch that fails takes those with it that come after it in its sequence, and nobody else', async () => {
  const prepared: string[] = [];
  const prepare: Step = async (items) => {
    if (items.includes('a')) throw new Error('disk');
    prepared.push(...items);
    return [...items];
  };
  const batcher = new MicroBatcher({ prepare, write: asTheyAre }, 2);
  const one: Sequence = {};
  const calls = [batcher.add(['a', 'a'], one), batcher.add(['b', 'b'], one), batcher.add(['c'], one)];
  const ended = await Promise.allSettled([...calls, batcher.add(['d', 'd'])]);
  expect(ended.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected', 'fulfilled']);
  await expect(batcher.add(['e'], one)).rejects.toThrow('disk');
  expect(prepared).toEqual(['d', 'd']);
});

it('batches begin in the order of arrival: what comes while one is written makes the next larger, and four large ones are written at once', async () => {
  const [begun, end]: [string[], (() => void)[]] = [[], []];
  const write: Step = (items) => {
    begun.push(items.join(''));
    return new Promise((done) => end.push(() => done([...items])));
  };
  const batcher = new MicroBatcher({ prepare: asTheyAre, write }, 4, 3);
  const calls: Promise<string[]>[] = [];
  const add = async (items: string): Promise<void> => {
    calls.push(batcher.add([...items]));
    await begunAll();
  };
  for (const items of ['a', 'b', 'c']) await add(items);
  expect(begun).toEqual(['a']);
  end[0]!();
  await begunAll();
  expect(begun).toEqual(['a', 'bc']);
  for (const items of ['def', 'ghi', 'jkl', 'mno', 'pqr']) await add(items);
  end[1]!();
  await begunAll();
  expect(begun).toEqual(['a', 'bc', 'def', 'ghi', 'jkl', 'mno']);
  end[2]!();
  await begunAll();
  expect(begun.at(-1)).toBe('pqr');
  for (let at = 3; at < 7; at++) {
    end[at]!();
    await begunAll();
  }
  expect((await Promise.all(calls)).flat().join('')).toBe('abcdefghijklmnopqr');
});
