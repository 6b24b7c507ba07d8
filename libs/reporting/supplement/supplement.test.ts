import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deliver } from '../deliver/deliver.js';
import { ledger } from '../ledger/ledger.js';
import { deliveryHouse, fewFacts, toyRequest, type DeliveryHouse } from '../testing/delivery-house.js';
import { temporaryDirectory } from '../testing/temporary-directory.js';
import { supplement } from './supplement.js';

const directory = temporaryDirectory();
let house: DeliveryHouse;
beforeEach(() => {
  house = deliveryHouse(directory());
  house.facts.push(...fewFacts);
});

/** After the first four: one row added late, one changed, one withdrawn, one of another quarter. */
const laterFacts = [
  { key: 'e', child: 'p_eva', date: '2026-01-05', value: 'late' },
  { key: 'b', child: 'p_bo', date: '2026-02-10', value: 'corrected' },
  { key: 'a', child: 'p_anna', date: '2026-01-10', value: 'one', gone: true },
  { key: 'f', child: 'p_finn', date: '2026-05-05', value: 'next quarter' },
];

const changesIn = (files: string): unknown[] =>
  readFileSync(join(files, 'changes.jsonl'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);

describe('a supplement', () => {
  it('holds what was added and changed since, and the list of what was withdrawn', async () => {
    await deliver(toyRequest(4), house.parts());
    house.facts.push(...laterFacts);
    const made = (await supplement(toyRequest(8), house.parts()))!;
    expect(readdirSync(made.directory).sort()).toEqual([
      ...['changes.jsonl', 'manifest.json', 'toys-2026Q1.csv', 'toys-2026Q1.xml'],
    ]);
    expect(readFileSync(join(made.directory, 'toys-2026Q1.csv'), 'utf8')).toBe(
      'child,date,value\r\nnumber of p_bo,2026-02-10,corrected\r\nnumber of p_eva,2026-01-05,late\r\n',
    );
    expect(changesIn(made.directory)).toEqual([
      {
        change: 'changed',
        key: 'b',
        row: { key: 'b', child: 'number of p_bo', date: '2026-02-10', value: 'corrected' },
      },
      { change: 'added', key: 'e', row: { key: 'e', child: 'number of p_eva', date: '2026-01-05', value: 'late' } },
      { change: 'withdrawn', key: 'a', row: { key: 'a', child: 'number of p_anna', date: '2026-01-10', value: 'one' } },
    ]);
    expect(made.manifest.supplement).toMatchObject({ added: 1, changed: 1, withdrawn: 1 });
    expect(made.manifest.rows).toBe(3);
    expect(made.manifest.layouts).toEqual(['toy-csv.v1', 'toy-xml.v1', 'supplement-changes.v1']);
  });

  it('is a delivery of its own, numbered within the one it supplements', async () => {
    await deliver(toyRequest(4), house.parts());
    house.facts.push(...laterFacts);
    await deliver(toyRequest(4, { reporter: '101' }), house.parts());
    const first = (await supplement(toyRequest(5), house.parts()))!;
    const second = (await supplement(toyRequest(8), house.parts()))!;
    expect(first.delivery).toMatchObject({ number: 2, supplementOf: 1, since: 1, supplementNumber: 1 });
    expect(second.delivery).toMatchObject({ number: 3, supplementOf: 1, since: 2, supplementNumber: 2 });
    // Only what came after the first supplement.
    expect(changesIn(second.directory)).toMatchObject([
      { change: 'changed', key: 'b' },
      { change: 'withdrawn', key: 'a' },
    ]);
  });

  it('follows a later full delivery of the period', async () => {
    await deliver(toyRequest(4), house.parts());
    house.facts.push(...laterFacts);
    await supplement(toyRequest(5), house.parts());
    await deliver(toyRequest(6), house.parts());
    const made = (await supplement(toyRequest(8), house.parts()))!;
    expect(made.delivery).toMatchObject({ number: 4, supplementOf: 3, since: 3, supplementNumber: 1 });
    expect(changesIn(made.directory)).toMatchObject([{ change: 'withdrawn', key: 'a' }]);
  });

  it('brings a withdrawn row back as added', async () => {
    await deliver(toyRequest(4), house.parts());
    house.facts.push({ ...fewFacts[1]!, gone: true }, fewFacts[1]!);
    const without = (await supplement(toyRequest(5), house.parts()))!;
    const back = (await supplement(toyRequest(6), house.parts()))!;
    expect(changesIn(without.directory)).toMatchObject([{ change: 'withdrawn', key: 'b' }]);
    expect(changesIn(back.directory)).toMatchObject([{ change: 'added', key: 'b' }]);
  });

  it('adds up: the delivery and its supplements in turn give the rows of a full delivery now', async () => {
    const base = await deliver(toyRequest(4), house.parts());
    house.facts.push(...laterFacts, { ...laterFacts[1]!, value: 'again' }, fewFacts[0]!);
    const state = new Map([...house.parts().kept.read(base.delivery.rows)].map((row) => [row.key, row]));
    for (let asOf = 5; asOf <= house.facts.length; asOf++) {
      const made = await supplement(toyRequest(asOf), house.parts());
      for (const { key, change, row } of made ? house.parts().kept.read(made.delivery.rows) : [])
        if (change === 'withdrawn') state.delete(key);
        else state.set(key, row as { key: string });
    }
    const { rows } = house.parts().statistic.select(toyRequest(house.facts.length));
    const byKey = (one: { key: string }, other: { key: string }): number => (one.key < other.key ? -1 : 1);
    expect([...state.values()].sort(byKey)).toEqual([...rows].sort(byKey));
  });

  it('is not made where nothing changed', async () => {
    await deliver(toyRequest(4), house.parts());
    house.facts.push(laterFacts[3]!);
    expect(await supplement(toyRequest(5), house.parts())).toBeUndefined();
    expect(ledger(house.side).list()).toHaveLength(1);
  });

  it('made again is the same, even after the next one', async () => {
    await deliver(toyRequest(4), house.parts());
    house.facts.push(...laterFacts);
    const first = await supplement(toyRequest(5), house.parts());
    expect(await supplement(toyRequest(5), house.parts())).toEqual({ ...first, duplicate: true });
    await supplement(toyRequest(8), house.parts());
    expect(await supplement(toyRequest(5), house.parts())).toEqual({ ...first, duplicate: true });
    expect(ledger(house.side).list()).toHaveLength(3);
  });

  it('says erased in the list of what was withdrawn too', async () => {
    await deliver(toyRequest(4), house.parts());
    house.facts.push(...laterFacts);
    house.erased.add('p_anna');
    const made = (await supplement(toyRequest(8), house.parts()))!;
    expect(changesIn(made.directory)[2]).toMatchObject({ change: 'withdrawn', row: { child: 'erased' } });
    expect(made.manifest.erased).toBe(1);
  });

  it('is not made as of the ordinal delivered: nothing can have come since', async () => {
    await deliver(toyRequest(4), house.parts());
    expect(await supplement(toyRequest(4), house.parts())).toBeUndefined();
  });

  it('is not made of a full stock, whose file of changes would read as all there is', async () => {
    const statistic = { ...house.parts().statistic, periods: 'stock' as const };
    const request = { ...toyRequest(4), period: '' };
    await deliver(request, house.parts({ statistic }));
    await expect(supplement(request, house.parts({ statistic }))).rejects.toMatchObject({
      code: 'delivery.no-supplement',
    });
  });

  it.each([
    ['for a period never delivered', '2026Q2', 8, 'delivery.not-delivered-before'],
    ['as of an earlier ordinal', '2026Q1', 3, 'delivery.supplement-behind'],
    ['as of an ordinal ahead', '2026Q1', 9, 'delivery.as-of-ahead'],
  ])('is refused %s', async (_, period, asOf, code) => {
    await deliver(toyRequest(4), house.parts());
    house.facts.push(...laterFacts);
    await expect(supplement(toyRequest(asOf, { period }), house.parts())).rejects.toMatchObject({ code });
    expect(ledger(house.side).list()).toHaveLength(1);
  });

  it('is refused for other parameters than those delivered', async () => {
    await deliver(toyRequest(4, { parameters: { since: '2020-01-01' } }), house.parts());
    house.facts.push(...laterFacts);
    const other = supplement(toyRequest(8, { parameters: { since: '2021-01-01' } }), house.parts());
    await expect(other).rejects.toMatchObject({ code: 'delivery.not-delivered-before' });
  });
});
