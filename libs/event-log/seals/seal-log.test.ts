import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openSqliteEventLog, openSqliteReader, type OpenLog } from '../sqlite/open.js';
import { event, events, request } from '../testing/sample-events.js';
import { seal, sealMetadata } from '../testing/sealed-log.js';
import { removeTemporaryDirectories, temporaryDirectory } from '../testing/temporary-directory.js';
import { verifyLog } from '../verify/verify-log.js';
import { exportAnchor, readAnchor } from './anchor.js';
import { emptyRoot } from './seal.js';
import { sealHead, sealLog, sealReaching, seals, sealStream } from './seal-log.js';

let directory: string;
let log: OpenLog;
beforeEach(async () => {
  directory = temporaryDirectory();
  log = await openSqliteEventLog({ directory });
});
afterEach(() => log.close());
afterAll(removeTemporaryDirectories);

const append = (from: number, to: number, stream = 'a') => log.appender.append([request(stream, events(from, to))]);

describe('sealing', () => {
  it('writes what the events hash to, linked to the seal before it', async () => {
    await append(1, 2);
    await append(3, 3, 'b');
    const first = (await seal(log))!;
    const hashes = log.reader.fingerprints(0, 9).map(({ hash }) => hash);
    const chained = hashes.reduce(
      (root, hash) => createHash('sha256').update(root).update(hash).digest(),
      Buffer.alloc(32),
    );
    const mix = Buffer.from(hashes[0]!.map((byte, at) => byte ^ hashes[1]![at]! ^ hashes[2]![at]!)).toString('hex');
    expect(first).toEqual({
      from: 1,
      to: 3,
      count: 3,
      streams: 2,
      mix,
      root: chained.toString('hex'),
      previous: emptyRoot,
    });
    await append(4, 5, 'b');
    expect(await seal(log)).toMatchObject({ from: 4, to: 5, count: 2, streams: 0, previous: first.root });
    expect(seals(log.side)).toHaveLength(2);
    expect((await verifyLog(directory)).protectedTo).toBe(5);
  });

  it('is not needed twice, nor for an empty log, and goes up to where it must', async () => {
    expect(await seal(log)).toBeUndefined();
    expect(sealHead(log.side)).toBeUndefined();
    await append(1, 9);
    const first = await seal(log, 4);
    expect(first).toMatchObject({ from: 1, to: 4 });
    expect(await seal(log, 3)).toEqual(first);
    expect(await seal(log, 4)).toEqual(first);
    expect(await seal(log)).toMatchObject({ from: 5, to: 9 });
    expect(await seal(log)).toMatchObject({ from: 5, to: 9 });
    expect(seals(log.side)).toHaveLength(2);
    expect(sealReaching(log.side, 4)).toEqual(first);
    expect(sealReaching(log.side, 5)).toMatchObject({ to: 9 });
    expect(sealReaching(log.side, 10)).toBeUndefined();
  });

  it.each([10, -1, 2.5])('is refused up to %d of nine events', async (upTo) => {
    await append(1, 9);
    await expect(seal(log, upTo)).rejects.toMatchObject({ name: 'EventLogError', code: 'log.no-events' });
    expect(seals(log.side)).toEqual([]);
  });

  it('by several at once, while events arrive, gives one chain', async () => {
    let n = 1;
    const writing = async () => {
      for (; n < 400; ) await append(n, (n += 4) - 1);
    };
    const sealing = async () => {
      for (let turn = 0; turn < 15; turn++) {
        const one = await seal(log);
        if (one) expect(seals(log.side)).toContainEqual(one);
      }
    };
    await Promise.all([writing(), sealing(), sealing(), sealing()]);
    await seal(log);
    const chain = seals(log.side);
    expect(chain.map(({ from, previous }) => [from, previous])).toEqual([
      [1, emptyRoot],
      ...chain.slice(0, -1).map(({ to, root }) => [to + 1, root]),
    ]);
    expect(await verifyLog(directory)).toMatchObject({ problems: [], protectedTo: log.reader.head() });
  });

  it('by two at once that want different ends lets one win, and the other build on its seal', async () => {
    await append(1, 9);
    await Promise.all([seal(log, 3), seal(log, 7), seal(log, 9), seal(log, 5)]);
    const chain = seals(log.side);
    expect(chain.map(({ from, previous }) => [from, previous])).toEqual([
      [1, emptyRoot],
      ...chain.slice(0, -1).map(({ to, root }) => [to + 1, root]),
    ]);
    expect(chain.at(-1)!.to).toBe(9);
    expect((await verifyLog(directory)).problems).toEqual([]);
  });

  it('takes a log longer than a page of its own reading', async () => {
    await log.appender.append(events(1, 12_000).map((one, at) => request(`s-${at % 100}`, [one])));
    expect(await seal(log)).toMatchObject({ from: 1, to: 12_000, count: 12_000, streams: 100 });
    expect((await verifyLog(directory)).problems).toEqual([]);
  });

  it('never moves an ordinal, and can be asked of a reader but not written by it', async () => {
    await append(1, 3);
    await seal(log);
    await append(4, 4);
    expect(log.reader.readAll(0, 9).map(({ ordinal }) => ordinal)).toEqual([1, 2, 3, 4]);
    const { reader, side, close } = openSqliteReader({ directory });
    expect(sealHead(side)).toMatchObject({ to: 3 });
    await expect(sealLog({ side, reader, metadata: sealMetadata })).rejects.toMatchObject({ code: 'log.read-only' });
    close();
  });
});

describe('the exported head', () => {
  it('is the last seal, written whole and read back', async () => {
    const file = join(directory, 'anchor.json');
    expect(() => exportAnchor(log.side, file)).toThrow(expect.objectContaining({ code: 'log.not-sealed' }));
    await append(1, 5);
    const head = (await seal(log))!;
    expect(exportAnchor(log.side, file)).toEqual(head);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(head);
    expect(readAnchor(file)).toEqual({ to: 5, root: head.root });
    await append(6, 6);
    await seal(log);
    exportAnchor(log.side, file);
    expect(readAnchor(file)).toMatchObject({ to: 6 });
    expect(readdirSync(directory).filter((name) => name.startsWith('anchor'))).toEqual(['anchor.json']);
  });

  it.each(['', '{', '[]', 'null', '{"to":0}', '{"to":1.5,"root":"00"}', `{"to":5,"root":"${'g'.repeat(64)}"}`])(
    'is not %p',
    (text) => {
      const file = join(directory, 'anchor.json');
      writeFileSync(file, text);
      expect(() => readAnchor(file)).toThrow(expect.objectContaining({ code: 'log.anchor-invalid' }));
    },
  );

  it('is missed where there is none', () =>
    expect(() => readAnchor(join(directory, 'nowhere'))).toThrow(
      expect.objectContaining({ code: 'log.anchor-invalid' }),
    ));
});

describe('a seal of the same range', () => {
  it('is one event, whoever writes it', async () => {
    await append(1, 3);
    const head = await seal(log);
    const [sealed] = log.side.read(sealStream);
    const again = { id: sealed!.id, type: 'sealed', version: 1, data: head, metadata: event(9).metadata };
    expect(await log.side.append(sealStream, 'none', again)).toMatchObject({ receipts: [{ duplicate: true }] });
  });
});
