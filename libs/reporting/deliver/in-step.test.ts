import { inStep } from './in-step.js';

/** Batches of numbers that note when each is fetched, and when nobody wants more. */
function source(...batches: number[][]): { batches: AsyncIterable<number[]>; notes: string[] } {
  const notes: string[] = [];
  async function* fetched(): AsyncGenerator<number[]> {
    try {
      for (const batch of batches) {
        notes.push(`fetched ${batch.join()}`);
        yield batch;
      }
    } finally {
      notes.push('closed');
    }
  }
  return { batches: fetched(), notes };
}

async function all(rows: AsyncIterable<number>): Promise<number[]> {
  const read: number[] = [];
  for await (const row of rows) read.push(row);
  return read;
}

describe('readers in step', () => {
  it('are each given every row, and answer in their own order', async () => {
    const { batches, notes } = source([1, 2], [3]);
    const sums = await inStep(batches, [1, 10], async (times, rows) => (await all(rows)).map((row) => row * times));
    expect(sums).toEqual([
      [1, 2, 3],
      [10, 20, 30],
    ]);
    expect(notes).toEqual(['fetched 1,2', 'fetched 3', 'closed']);
  });

  it('go on to the next batch when the last of them is through with the one before', async () => {
    const { batches, notes } = source([1, 2], [3, 4]);
    await inStep(batches, ['quick', 'slow'], async (reader, rows) => {
      for await (const row of rows) {
        if (reader === 'slow') await new Promise((next) => setImmediate(next));
        notes.push(`${reader} ${row}`);
      }
    });
    const second = notes.indexOf('fetched 3,4');
    expect(notes.slice(0, second).sort()).toEqual(['fetched 1,2', 'quick 1', 'quick 2', 'slow 1', 'slow 2']);
  });

  it('wait for none that reads no further, or nothing at all', async () => {
    const { batches } = source([1], [2], [3]);
    const read = await inStep(batches, ['none', 'one', 'all'], async (reader, rows) => {
      if (reader === 'none') return [];
      if (reader === 'all') return all(rows);
      for await (const row of rows) return [row];
      return [];
    });
    expect(read).toEqual([[], [1], [1, 2, 3]]);
  });

  it('fetch nothing for nobody', async () => {
    const { batches, notes } = source([1]);
    expect(await inStep(batches, [], async () => 0)).toEqual([]);
    expect(notes).toEqual([]);
  });

  it('are all ended before the failure of one is told, and the source is let go', async () => {
    const { batches, notes } = source([1], [2], [3]);
    const failing = inStep(batches, ['failing', 'other'], async (reader, rows) => {
      try {
        for await (const row of rows) if (reader === 'failing' && row === 2) throw new Error('no');
      } finally {
        notes.push(`${reader} ended`);
      }
    });
    await expect(failing).rejects.toThrow('no');
    expect(notes).toEqual(['fetched 1', 'fetched 2', 'failing ended', 'other ended', 'closed']);
  });

  it('are ended too when one fails before it reads', async () => {
    const { batches, notes } = source([1], [2]);
    const failing = inStep(batches, ['other', 'failing'], (reader, rows) => {
      if (reader === 'failing') throw new Error('no columns');
      return all(rows).finally(() => notes.push('other ended'));
    });
    await expect(failing).rejects.toThrow('no columns');
    expect(notes.at(-1)).toBe('other ended');
  });

  it('are all told what failed the source', async () => {
    async function* batches(): AsyncGenerator<number[]> {
      yield [1];
      throw new Error('damaged');
    }
    let told = 0;
    const failing = inStep(batches(), [1, 2], (_, rows) => all(rows).finally(() => told++));
    await expect(failing).rejects.toThrow('damaged');
    expect(told).toBe(2);
  });
});
