import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from '#libs/event-log';
import { deliveryHouse, fewFacts, toyRequest, type DeliveryHouse } from '../testing/delivery-house.js';
import { temporaryDirectory } from '../testing/temporary-directory.js';
import { toyCsv, toyStatistic, toyXml } from '../testing/toy-statistic.js';
import { ledger } from '../ledger/ledger.js';
import type { Rows } from '../writers/column.js';
import { writeParquet } from '../writers/write-parquet.js';
import { deliver } from './deliver.js';
import type { DeliveryProgress } from './delivery-parts.js';

const directory = temporaryDirectory();
let house: DeliveryHouse;
beforeEach(() => {
  house = deliveryHouse(directory());
  house.facts.push(...fewFacts);
});

const sha256 = (bytes: string | Buffer): string => createHash('sha256').update(bytes).digest('hex');
const refused = (code: string) => ({ code, name: 'ReportingError' });

describe('a delivery', () => {
  it('renders its layouts, keeps its rows and stands in the ledger', async () => {
    const { delivery, manifest, directory: files, duplicate } = await deliver(toyRequest(4), house.parts());
    expect(duplicate).toBe(false);
    expect(readFileSync(join(files, 'toys-2026Q1.csv'), 'utf8')).toBe(
      "child,date,value\r\nnumber of p_anna,2026-01-10,one\r\nnumber of p_bo,2026-02-10,two\r\nnumber of p_anna,2026-03-31,'=three\r\n",
    );
    expect(readFileSync(join(files, 'toys-2026Q1.xml'), 'utf8')).toContain(
      '<Toys xmlns="urn:toys" at="2026-04-01T11:00:00.000Z" test="true" from="Municipality 751">\n<Toy child="number of p_anna">one</Toy>',
    );
    expect(manifest).toMatchObject({
      ...{ statistic: 'toy-events', reporter: '751', period: '2026Q1', asOf: 4, rows: 3, erased: 0, synthetic: true },
      asOfRecordedAt: '2026-04-01T11:00:00.000Z',
      seal: { to: 10, root: 'ab'.repeat(32) },
      projections: ['toy.v1'],
      layouts: ['toy-csv.v1', 'toy-xml.v1'],
      codeLists: { 'toy-codes': 'toy-codes-1' },
      leftOut: [],
    });
    expect(delivery).toMatchObject({
      ...{ id: 'toy-events/751/1', number: 1, principal: 'tester', build: 'build-1', at: '2026-07-01T09:00:00.000Z' },
      ...{ rows: manifest.rowsSha256, rowCount: 3, asOf: 4 },
    });
    expect(files).toBe(join(directory(), 'out/toy-events/751/2026Q1', `4-${delivery.manifest.slice(0, 12)}`));
  });

  it('asked for with a parameter that says what holds anyway is the one without it', async () => {
    const { delivery } = await deliver(toyRequest(4), house.parts());
    const again = await deliver(toyRequest(4, { parameters: { since: '2012-01-01' } }), house.parts());
    expect([again.duplicate, again.delivery]).toEqual([true, delivery]);
    const other = await deliver(toyRequest(4, { parameters: { since: '2026-01-01' } }), house.parts());
    expect(other.manifest.parameters).toEqual({ since: '2026-01-01' });
  });

  it('has a manifest that tells the hash of each file and of the rows, and is hashed itself', async () => {
    const { delivery, manifest, directory: files } = await deliver(toyRequest(4), house.parts());
    const text = readFileSync(join(files, 'manifest.json'));
    expect(sha256(text)).toBe(delivery.manifest);
    expect(JSON.parse(text.toString())).toEqual(manifest);
    expect(text.toString()).toBe(`${JSON.stringify(JSON.parse(canonicalJson(manifest)), null, 2)}\n`);
    for (const file of manifest.files) {
      const bytes = readFileSync(join(files, file.name));
      expect([sha256(bytes), bytes.length]).toEqual([file.sha256, file.bytes]);
    }
    const lines = [...house.parts().kept.read(manifest.rowsSha256)].map((row) => `${canonicalJson(row)}\n`);
    expect(sha256(lines.join(''))).toBe(manifest.rowsSha256);
    expect(lines.join('')).not.toContain('number of');
  });

  it('holds no clock, principal or number: made in another house it is the same to the byte', async () => {
    const first = await deliver(toyRequest(4), house.parts());
    const other = deliveryHouse(join(directory(), 'other'));
    other.facts.push(...fewFacts, { key: 'e', child: 'p_eva', date: '2026-01-01', value: 'later' });
    await deliver(toyRequest(3), other.parts());
    const second = await deliver(
      toyRequest(4),
      other.parts({ principal: 'someone else', clock: () => new Date('2030-01-01T00:00:00Z') }),
    );
    expect(second.delivery.number).toBe(2);
    expect(second.delivery.manifest).toBe(first.delivery.manifest);
  });

  it('is the country where no reporter is named', async () => {
    const reporterOf = jest.fn();
    const { delivery, directory: files } = await deliver(toyRequest(4, { reporter: '' }), house.parts({ reporterOf }));
    expect(delivery.id).toBe('toy-events/dk/1');
    expect(files).toContain(join('toy-events', 'dk', '2026Q1'));
    expect(reporterOf).not.toHaveBeenCalled();
  });

  it('leaves out a layout that cannot serve the request', async () => {
    const ofOne = { ...toyXml, serves: ({ reporter }: { reporter: string }) => reporter !== '' };
    const statistic = toyStatistic(house.facts, { layouts: [toyCsv, ofOne] });
    const layoutsFor = async (reporter: string) =>
      (await deliver(toyRequest(4, { reporter }), house.parts({ statistic }))).manifest.layouts;
    expect(await layoutsFor('751')).toEqual(['toy-csv.v1', 'toy-xml.v1']);
    expect(await layoutsFor('')).toEqual(['toy-csv.v1']);
  });

  it('names what is left out by the key of its row', async () => {
    house.facts.push({ key: 'e', child: 'p_eva', date: '2026-02-01', value: '', unfit: true });
    const { manifest } = await deliver(toyRequest(5), house.parts());
    expect(manifest.leftOut).toEqual([{ key: 'e', rule: 'TOY-1', reason: 'The toy has no code.' }]);
    expect(manifest.rows).toBe(3);
  });

  it('says erased where a person was erased, and counts the cells', async () => {
    house.erased.add('p_anna');
    const { manifest, directory: files } = await deliver(toyRequest(4), house.parts());
    expect(manifest.erased).toBe(2);
    expect(readFileSync(join(files, 'toys-2026Q1.csv'), 'utf8')).toContain('\r\nerased,2026-03-31');
  });

  it('takes layouts whose bytes come in their own time', async () => {
    const parquet = {
      ...toyCsv,
      id: 'toy-parquet.v1',
      fileName: () => 'toys.parquet',
      write: (rows: Rows<{ key: string }>) =>
        writeParquet(rows, [{ name: 'key', type: 'text' as const, value: ({ key }) => key }]),
    };
    const statistic = toyStatistic(house.facts, { layouts: [parquet] });
    const { manifest, directory: files } = await deliver(toyRequest(4), house.parts({ statistic }));
    expect(readFileSync(join(files, 'toys.parquet')).subarray(0, 4).toString()).toBe('PAR1');
    expect(manifest.files).toHaveLength(1);
  });
});

describe('the same delivery again', () => {
  it('is the delivery that stands, whoever asks for it and when', async () => {
    const first = await deliver(toyRequest(4), house.parts());
    house.facts.push({ key: 'e', child: 'p_eva', date: '2026-01-01', value: 'later' });
    const again = await deliver(toyRequest(4), house.parts({ principal: 'another' }));
    expect(again).toEqual({ ...first, duplicate: true });
    expect(ledger(house.side).list()).toHaveLength(1);
  });

  it('asked for at the same time is entered once', async () => {
    const made = await Promise.all(Array.from({ length: 5 }, () => deliver(toyRequest(4), house.parts())));
    expect(made.map(({ delivery }) => delivery.number)).toEqual([1, 1, 1, 1, 1]);
    expect(made.filter(({ duplicate }) => !duplicate)).toHaveLength(1);
    expect(readdirSync(join(directory(), 'out'))).toEqual(['toy-events']);
  });

  it('puts back files that were lost or altered, and leaves alone what lies beside them', async () => {
    const { directory: files } = await deliver(toyRequest(4), house.parts());
    const whole = readFileSync(join(files, 'toys-2026Q1.csv'));
    writeFileSync(join(files, 'toys-2026Q1.csv'), 'altered');
    rmSync(join(files, 'manifest.json'));
    writeFileSync(join(files, 'receipt.txt'), '');
    await deliver(toyRequest(4), house.parts());
    expect(readFileSync(join(files, 'toys-2026Q1.csv'))).toEqual(whole);
    expect(readdirSync(files).sort()).toEqual(['manifest.json', 'receipt.txt', 'toys-2026Q1.csv', 'toys-2026Q1.xml']);
    rmSync(join(directory(), 'out'), { recursive: true });
    await deliver(toyRequest(4), house.parts());
    expect(existsSync(join(files, 'manifest.json'))).toBe(true);
    expect(ledger(house.side).list()).toHaveLength(1);
  });

  it('is another delivery once a person was erased, with the same rows', async () => {
    const before = await deliver(toyRequest(4), house.parts());
    house.erased.add('p_bo');
    const after = await deliver(toyRequest(4), house.parts());
    expect(after.delivery.number).toBe(2);
    expect(after.manifest.rowsSha256).toBe(before.manifest.rowsSha256);
    expect(existsSync(join(before.directory, 'manifest.json'))).toBe(true);
  });
});

describe('a request that cannot be met', () => {
  const refusals: [string, Parameters<typeof toyRequest>, string][] = [
    ['as of an ordinal that has not come', [5], 'delivery.as-of-ahead'],
    ['as of before anything', [0], 'delivery.as-of-invalid'],
    ['as of no ordinal', [1.5], 'delivery.as-of-invalid'],
    ['of a year for a quarterly statistic', [4, { period: '2026' }], 'delivery.period-kind'],
    ['of a full stock for a quarterly statistic', [4, { period: '' }], 'delivery.period-kind'],
    ['of no period', [4, { period: '2026Q5' }], 'period.invalid'],
    ['of a reporter that leads elsewhere', [4, { reporter: '../751' }], 'delivery.reporter-invalid'],
    ['of a reporter that is called like the country', [4, { reporter: 'DK' }], 'delivery.reporter-invalid'],
    [
      'with a parameter that it does not take',
      [4, { parameters: { until: '2020-01-01' } }],
      'delivery.parameter-invalid',
    ],
    ['with a parameter that is no date', [4, { parameters: { since: '2020' } }], 'delivery.parameter-invalid'],
    ['of another statistic', [4, { statistic: 'other' }], 'delivery.statistic-unknown'],
  ];
  it.each(refusals)('%s', async (_, request, code) => {
    await expect(deliver(toyRequest(...request), house.parts())).rejects.toMatchObject(refused(code));
    expect(readdirSync(directory())).toEqual([]);
  });

  it('of an empty log', async () => {
    house.facts.length = 0;
    await expect(deliver(toyRequest(1), house.parts())).rejects.toMatchObject(refused('delivery.empty-log'));
  });
});

describe('a delivery that fails', () => {
  const nothingDelivered = (): void => {
    expect(ledger(house.side).list()).toEqual([]);
    expect(existsSync(join(directory(), 'out')) ? readdirSync(join(directory(), 'out')) : []).toEqual([]);
  };

  it('for a token that the vault lacks', async () => {
    house.unknown.add('p_bo');
    await expect(deliver(toyRequest(4), house.parts())).rejects.toMatchObject(refused('delivery.token-unknown'));
    nothingDelivered();
  });

  it('for a token that its statistic does not list', async () => {
    const statistic = { ...house.parts().statistic, tokensOf: () => [] };
    const failing = deliver(toyRequest(4), house.parts({ statistic }));
    await expect(failing).rejects.toMatchObject(refused('delivery.token-unlisted'));
    nothingDelivered();
  });

  it.each([['manifest.json'], ['../toys.csv'], ['.hidden'], ['a/b'], [''], ['TOYS-2026Q1.csv']])(
    'for the file name %j',
    async (name) => {
      const layouts = [toyCsv, { ...toyCsv, id: 'toy-other.v1', fileName: () => name }];
      const statistic = toyStatistic(house.facts, { layouts });
      const failing = deliver(toyRequest(4), house.parts({ statistic }));
      await expect(failing).rejects.toMatchObject(refused('delivery.file-name'));
      nothingDelivered();
    },
  );

  it('because the projections cannot reach the ordinal', async () => {
    const projected = (): never => {
      throw new Error('behind');
    };
    await expect(deliver(toyRequest(4), house.parts({ projected }))).rejects.toThrow('behind');
    nothingDelivered();
  });

  it.each(['select', 'render'] as const)('because it was stopped while it did %s', async (step) => {
    for (let at = 0; at < 2500; at++)
      house.facts.push({ key: `k${at}`, child: `p_${at}`, date: '2026-02-01', value: `${at}` });
    const stop = new AbortController();
    const onProgress = (progress: DeliveryProgress): void => void (progress.step === step && stop.abort());
    const failing = deliver(toyRequest(2504), house.parts({ signal: stop.signal, onProgress }));
    await expect(failing).rejects.toMatchObject(refused('delivery.cancelled'));
    nothingDelivered();
  });
});

it('asks the vault in batches, each token once, and tells how far it is', async () => {
  for (let at = 0; at < 2500; at++)
    house.facts.push({ key: `k${at}`, child: `p_${at % 1500}`, date: '2026-02-01', value: `${at}` });
  const { resolve, ...parts } = house.parts();
  const asked: (readonly string[])[] = [];
  const progress: string[] = [];
  await deliver(toyRequest(2504), {
    ...parts,
    resolve: (tokens) => (asked.push(tokens), resolve(tokens)),
    onProgress: ({ step, rows }) => void progress.push(`${step} ${rows}`),
  });
  expect(Math.max(...asked.map(({ length }) => length))).toBeLessThanOrEqual(1000);
  expect(asked.flat()).toHaveLength(1502);
  expect(new Set(asked.flat()).size).toBe(1502);
  expect(progress).toEqual([
    ...['select 1000', 'select 2000', 'select 2503'],
    ...['render 1000', 'render 2000', 'render 2503'],
  ]);
});

it('asks for what its files show once, however many rows they have', async () => {
  const count = 60_000;
  for (let at = 0; at < count; at++)
    house.facts.push({ key: `k${at}`, child: `p_${at}`, date: '2026-02-01', value: `${at}` });
  const { resolve, ...parts } = house.parts();
  let asked = 0;
  const { manifest } = await deliver(toyRequest(count + 4), {
    ...parts,
    resolve: (tokens) => ((asked += tokens.length), resolve(tokens)),
  });
  expect([manifest.rows, manifest.files.length]).toEqual([count + 3, 2]);
  expect(asked).toBe(count + 2);
});
