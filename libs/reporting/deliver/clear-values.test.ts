import { ClearValues } from './clear-values.js';

it('holds the clear values of so many tokens only, and asks anew for what it no longer holds', async () => {
  const count = 60_000;
  const rows = Array.from({ length: count }, (_, at) => `t_${at}`);
  let asked = 0;
  const clear = new ClearValues(async (tokens) => {
    asked += tokens.length;
    return tokens.map((token) => ({ state: 'known', kind: 'cpr', value: `number of ${token}` }) as const);
  });
  const read = async (): Promise<number> => {
    let held = 0;
    for await (const batch of clear.of(rows, (token) => [token]))
      for (const token of batch) if (clear.resolve(token) === `number of ${token}`) held++;
    return held;
  };
  expect(await read()).toBe(count);
  expect(asked).toBe(count);
  expect(await read()).toBe(count);
  expect(asked).toBe(2 * count);
});
