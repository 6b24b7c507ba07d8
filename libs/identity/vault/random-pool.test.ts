import { randomPool } from './random-pool.js';

/** A source whose draws are told apart: the first fills with 1, the second with 2 … */
function counted() {
  let draws = 0;
  const stores: Buffer[] = [];
  const pool = randomPool((store) => {
    stores.push(store);
    store.fill(++draws);
  });
  return { pool, stores, draws: () => draws };
}

describe('random bytes from a store', () => {
  it('gives as many as asked, never a byte twice', () => {
    const pool = randomPool();
    const given = Array.from({ length: 2000 }, () => pool(16));
    expect(new Set(given.map((one) => one.toString('hex'))).size).toBe(2000);
    expect(pool(32)).toHaveLength(32);
  });

  it('draws anew when too few are left, and never gives of two draws at once', () => {
    const { pool, draws } = counted();
    for (let given = 0; given + 12 <= 4096; given += 12) expect(pool(12)).toEqual(Buffer.alloc(12, 1));
    expect(draws()).toBe(1);
    expect(pool(16)).toEqual(Buffer.alloc(16, 2));
  });

  it('keeps nothing of what it gave, and what it gave is the taker’s own', () => {
    const { pool, stores } = counted();
    const given = pool(32);
    expect(stores[0]!.subarray(0, 32)).toEqual(Buffer.alloc(32));
    pool(4096);
    expect(given).toEqual(Buffer.alloc(32, 1));
  });
});
