import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { deliver } from '../deliver/deliver.js';
import { supplement } from '../supplement/supplement.js';
import { deliveryHouse, fewFacts, toyRequest, type DeliveryHouse } from '../testing/delivery-house.js';
import { temporaryDirectory } from '../testing/temporary-directory.js';
import { toyCsv, toyJsonLines, toyStatistic, toyXml } from '../testing/toy-statistic.js';
import type { KeptRow, Layout } from '../port.js';
import type { RenderParts } from '../deliver/delivery-parts.js';
import { reproduce, type ReproduceParts } from './reproduce.js';

const directory = temporaryDirectory();
let house: DeliveryHouse;
beforeEach(() => {
  house = deliveryHouse(directory());
  house.facts.push(...fewFacts);
});

/** Ordinals of the facts about a key, up to one. */
const movedBy = (key: string, asOf: number): number[] =>
  house.facts.flatMap((fact, at) => (fact.key === key && at < asOf ? [at + 1] : []));

const parts = (other: Partial<ReproduceParts> = {}, render: Partial<RenderParts> = {}): ReproduceParts => ({
  ...house.parts(render),
  statistics: [house.parts().statistic],
  movedBy,
  ...other,
});

describe('reproducing a delivery', () => {
  it('gives the same bytes and rows on a log that went on, without its files', async () => {
    const { delivery } = await deliver(toyRequest(4), house.parts());
    for (let at = 0; at < 50; at++)
      house.facts.push({ key: `k${at % 7}`, child: 'p_anna', date: '2026-02-01', value: `${at}` });
    house.facts.push({ ...fewFacts[0]!, gone: true });
    rmSync(join(directory(), 'out'), { recursive: true });
    const made = await reproduce('toy-events/751/1', parts());
    expect(made).toMatchObject({ verdict: 'same-bytes', sameRows: true, sameFiles: true, movedRows: [], reasons: [] });
    expect(made.delivery).toEqual(delivery);
    expect(made.rederivedSha256).toBe(delivery.rows);
    expect(made.files.map(({ state }) => state)).toEqual(['same', 'same']);
  });

  it('names the rows that come out otherwise, and the ordinals that moved each', async () => {
    house.facts.push({ ...fewFacts[0]!, value: 'uno' });
    await deliver(toyRequest(5), house.parts());
    house.facts.push({ ...fewFacts[0]!, value: 'after the delivery' });
    const derive = (row: KeptRow): KeptRow => (row.key === 'a' ? { ...row, value: 'ONE', extra: 1 } : row);
    const made = await reproduce('toy-events/751/1', parts({ statistics: [toyStatistic(house.facts, { derive })] }));
    expect(made).toMatchObject({ verdict: 'different', sameRows: false, sameFiles: true });
    expect(made.movedRows).toEqual([{ key: 'a', kind: 'changed', fields: ['extra', 'value'], movedBy: [1, 5] }]);
  });

  it('names rows that are new and rows that are no longer derived', async () => {
    await deliver(toyRequest(4), house.parts());
    const derive = (row: KeptRow): KeptRow => (row.key === 'a' ? { ...row, key: 'z' } : row);
    const made = await reproduce('toy-events/751/1', parts({ statistics: [toyStatistic(house.facts, { derive })] }));
    expect(made.movedRows.map(({ key, kind }) => [key, kind])).toEqual([
      ['z', 'added'],
      ['a', 'gone'],
    ]);
  });

  it('notices that other rows are left out', async () => {
    house.facts.push({ key: 'e', child: 'p_eva', date: '2026-02-01', value: '', unfit: true });
    await deliver(toyRequest(5), house.parts());
    house.facts[4] = { ...house.facts[4]!, key: 'f' };
    expect(await reproduce('toy-events/751/1', parts())).toMatchObject({ verdict: 'different', sameRows: false });
  });

  it('says that only the rows are the same where the build, a list or a layout changed', async () => {
    await deliver(toyRequest(4), house.parts());
    const louder: Layout = { ...toyCsv, write: () => Readable.from([Buffer.from('LOUD')]) };
    const statistics = [toyStatistic(house.facts, { layouts: [louder, toyXml] })];
    const later = await reproduce('toy-events/751/1', parts({ statistics }, { build: 'build-2' }));
    expect(later).toMatchObject({ verdict: 'same-rows', sameRows: true, sameFiles: false, reasons: ['build'] });
    expect(later.files.map(({ state }) => state)).toEqual(['different', 'same']);
    const listed = await reproduce('toy-events/751/1', parts({ statistics }, { listVersion: () => '2' }));
    expect(listed).toMatchObject({ verdict: 'same-rows', reasons: ['code-lists'] });
    const unexplained = await reproduce('toy-events/751/1', parts({ statistics }));
    expect(unexplained).toMatchObject({ verdict: 'different', sameRows: true, sameFiles: false, reasons: [] });
  });

  it('renders with a layout that was in use then, and says when it is no longer there', async () => {
    await deliver(toyRequest(4), house.parts());
    const statistics = [toyStatistic(house.facts, { layouts: [toyJsonLines, toyXml] })];
    const gone = await reproduce('toy-events/751/1', parts({ statistics }));
    expect(gone).toMatchObject({ verdict: 'same-rows', reasons: ['layout-gone'] });
    expect(gone.files.map(({ state }) => state)).toEqual(['not-rendered', 'same']);
    const former = await reproduce('toy-events/751/1', parts({ statistics, formerLayouts: [toyCsv] }));
    expect(former.verdict).toBe('same-bytes');
  });

  it('matches the rows, and says erased, once a person was erased', async () => {
    await deliver(toyRequest(4), house.parts());
    house.erased.add('p_anna');
    const made = await reproduce('toy-events/751/1', parts());
    expect(made).toMatchObject({ verdict: 'same-rows', reasons: ['erased'], erased: { then: 0, now: 2 } });
  });

  it('reproduces a supplement', async () => {
    await deliver(toyRequest(4), house.parts());
    house.facts.push({ ...fewFacts[1]!, value: 'corrected' }, { ...fewFacts[0]!, gone: true });
    await supplement(toyRequest(6), house.parts());
    house.facts.push({ ...fewFacts[1]!, value: 'once more' });
    const made = await reproduce('toy-events/751/2', parts());
    expect(made).toMatchObject({ verdict: 'same-bytes', sameRows: true, sameFiles: true });
    expect(made.files.map(({ name }) => name)).toContain('changes.jsonl');
    const derive = (row: KeptRow): KeptRow => ({ ...row, value: 'other' });
    const other = await reproduce(made.delivery, parts({ statistics: [toyStatistic(house.facts, { derive })] }));
    expect(other.movedRows.map(({ key, movedBy: by }) => [key, by])).toEqual([
      ['b', [2, 5]],
      ['c', [3]],
    ]);
  });

  it('writes nothing', async () => {
    await deliver(toyRequest(4), house.parts());
    const append = jest.spyOn(house.side, 'append');
    rmSync(join(directory(), 'out'), { recursive: true });
    writeFileSync(join(directory(), 'out'), 'in the way of anything written');
    await reproduce('toy-events/751/1', parts());
    expect(append).not.toHaveBeenCalled();
  });

  it('is refused for what was never delivered, and where kept rows are lost', async () => {
    await deliver(toyRequest(4), house.parts());
    await expect(reproduce('toy-events/751/9', parts())).rejects.toMatchObject({ code: 'delivery.not-found' });
    const gone = reproduce('toy-events/751/1', parts({ statistics: [] }));
    await expect(gone).rejects.toMatchObject({ code: 'delivery.statistic-unknown' });
    rmSync(join(directory(), 'kept'), { recursive: true });
    await expect(reproduce('toy-events/751/1', parts())).rejects.toMatchObject({ code: 'kept.missing' });
  });
});
