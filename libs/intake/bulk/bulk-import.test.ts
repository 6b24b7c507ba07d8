import { gzipSync } from 'node:zlib';
import type { ImportOptions } from './bulk-import.js';
import { mostRefused } from './bulk-import.js';
import { longestLine } from './read-line.js';
import { linesOf } from './lines.js';
import { makeBed, principal, type Bed } from '../testing/bed.js';
import { event } from '../testing/cloud-event.js';

let bed: Bed;
beforeEach(() => {
  bed = makeBed();
});
afterEach(() => bed.close());

const line = (id: string, deathDate = '2026-05-01') => JSON.stringify(event('person-died', { deathDate }, id));

async function* pieces(text: string | Buffer, size = 1000): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text as string);
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

const bring = (text: string | Buffer, options: Partial<ImportOptions> = {}) =>
  bed.intake.bulkImport(pieces(text), principal, { importId: 'import-1', ...options });

describe('bulkImport', () => {
  it('takes lines however they are cut, and refuses bad ones alone by their number', async () => {
    const text = [
      line('1'),
      '',
      '{"cpr":"0101154003"',
      line('2'),
      line('3', '2030-01-01'),
      '\r',
      `${line('4')}\r`,
    ].join('\n');
    const outcome = await bring(text, { batch: 2 });
    expect(outcome).toMatchObject({
      importId: 'import-1',
      complete: true,
      lines: 7,
      accepted: 3,
      duplicate: 0,
      refused: 2,
    });
    expect(outcome.refusals.map(({ index, refusals }) => [index, refusals[0]!.rule])).toEqual([
      [3, 'SYS-json'],
      [5, 'SYS-date-ahead'],
    ]);
    expect(JSON.stringify(outcome)).not.toContain('4003');
    expect(bed.log.events.map(({ revision }) => revision)).toEqual([0, 1, 2]);
  });

  it('unpacks gzip, several members too', async () => {
    const packed = Buffer.concat([gzipSync(`${line('1')}\n`), gzipSync(line('2'))]);
    expect(await bring(packed, { gzip: true })).toMatchObject({ complete: true, accepted: 2 });
  });

  it.each([
    ['no gzip at all', Buffer.from(line('1'))],
    ['gzip cut off', gzipSync(line('1')).subarray(0, -12)],
  ])('says so when the stream is %s', async (_, bytes) => {
    await expect(bring(bytes, { gzip: true })).rejects.toMatchObject({ code: 'intake.gzip' });
  });

  it('SYS-json: refuses a line that is too long and goes on after it', async () => {
    const outcome = await bring([line('1'), 'x'.repeat(longestLine + 1), line('2')].join('\n'));
    expect(outcome).toMatchObject({ accepted: 2, refused: 1 });
    expect(outcome.refusals[0]).toMatchObject({ index: 2, id: null, refusals: [{ rule: 'SYS-json', field: '' }] });
  });

  it('takes few of the longest lines at once', async () => {
    const told: number[] = [];
    const long = Array.from({ length: 40 }, (_, n) => line(String(n)).padEnd(longestLine - 1));
    const outcome = await bring(long.join('\n'), { onProgress: ({ accepted }) => told.push(accepted) });
    expect(outcome.accepted).toBe(40);
    expect(told).toEqual([17, 34, 40]);
  });

  it('sent again gives duplicates; the import counts all of it', async () => {
    const text = [line('1'), line('2')].join('\n');
    await bring(text);
    expect(await bring(`${text}\n${line('3')}`)).toMatchObject({ accepted: 1, duplicate: 2, refused: 0 });
    expect(bed.intake.importOf('import-1')).toMatchObject({
      accepted: 3,
      duplicate: 2,
      refused: 0,
      system: 'case-system',
    });
  });

  it('gives its receipts in pages', async () => {
    await bring([line('1'), 'bad', line('2')].join('\n'));
    const first = bed.intake.receiptsOf('import-1', 0, 2);
    const rest = bed.intake.receiptsOf('import-1', first.at(-1)!.seq, 2);
    expect([...first, ...rest].map(({ seq, index, id, verdict }) => [seq, index, id, verdict])).toEqual([
      [1, 1, '1', 'accepted'],
      [2, 2, null, 'refused'],
      [3, 3, '2', 'accepted'],
    ]);
    expect(first[1]!.refusals[0]).toMatchObject({ rule: 'SYS-json', field: '' });
    expect(bed.intake.receiptsOf('import-2')).toEqual([]);
  });

  it('goes on with receipts of single calls under the same import id', async () => {
    await bed.intake.submit([event('person-died', {}, '1')], principal, { importId: 'import-1' });
    await bring(line('2'));
    expect(bed.intake.receiptsOf('import-1').map(({ id }) => id)).toEqual(['1', '2']);
  });

  it('ends at the signal; what was written stays', async () => {
    const stop = new AbortController();
    const text = Array.from({ length: 100 }, (_, n) => line(String(n))).join('\n');
    const options = { batch: 10, signal: stop.signal, onProgress: () => stop.abort() };
    const outcome = await bring(text, options);
    expect([outcome.complete, outcome.stopped]).toEqual([false, 'signal']);
    expect(outcome.accepted).toBeGreaterThanOrEqual(10);
    expect(outcome.accepted).toBeLessThan(100);
    expect(bed.log.events).toHaveLength(outcome.accepted);
  });

  it('ends when too many lines are refused, says so, and reads no further', async () => {
    const packed = gzipSync(`${line('1')}\n${'{}\n'.repeat(mostRefused + 50_000)}${line('2')}`);
    const outcome = await bring(packed, { gzip: true, batch: 5000 });
    expect(outcome).toMatchObject({ complete: false, stopped: 'refusals', accepted: 1 });
    expect(outcome.refused).toBeLessThanOrEqual(mostRefused + 20_000);
  });

  it('passes on the error of a broken stream, after what it has read is written', async () => {
    async function* broken(): AsyncGenerator<Buffer> {
      yield Buffer.from(`${line('1')}\n${line('2')}\n`);
      throw new Error('connection lost');
    }
    const call = bed.intake.bulkImport(broken(), principal, { importId: 'import-1', batch: 1 });
    await expect(call).rejects.toThrow('connection lost');
    expect(bed.log.events).toHaveLength(2);
  });

  it('tells how far it has come', async () => {
    const told: number[] = [];
    const text = Array.from({ length: 5 }, (_, n) => line(String(n))).join('\n');
    await bring(text, { batch: 2, onProgress: ({ lines }) => told.push(lines) });
    expect(told).toEqual([2, 4, 5]);
  });

  it('keeps the first 1000 refusals only, and counts all', async () => {
    const outcome = await bring('bad\n'.repeat(1200));
    expect(outcome.refused).toBe(1200);
    expect(outcome.refusals).toHaveLength(1000);
    expect(bed.intake.receiptsOf('import-1', 1000)).toHaveLength(200);
  });

  it('makes an import id when none is given, and refuses a bad one or one of another credential', async () => {
    const { importId } = await bed.intake.bulkImport(pieces(line('1')), principal);
    expect(bed.intake.importOf(importId)).toMatchObject({ accepted: 1 });
    for (const bad of ['', 'a b', 'x'.repeat(81), '010115-4003']) {
      await expect(bring(line('1'), { importId: bad })).rejects.toMatchObject({ code: 'intake.import-id' });
    }
    const other = { ...principal, id: 'cred-2' };
    const theirs = bed.intake.bulkImport(pieces(line('9')), other, { importId });
    await expect(theirs).rejects.toMatchObject({ code: 'intake.import-not-yours' });
  });
});

describe('linesOf', () => {
  it('gives the same lines for every way of cutting', async () => {
    const text = 'one\n\ntwo\r\nthree æøå\n   \nlast';
    for (let size = 1; size <= text.length + 5; size++) {
      const lines = [];
      for await (const some of linesOf(pieces(text, size), 100)) lines.push(...some);
      expect(lines.map(({ number, bytes }) => [number, bytes!.toString().trim()])).toEqual([
        [1, 'one'],
        [3, 'two'],
        [4, 'three æøå'],
        [6, 'last'],
      ]);
    }
  });

  it('counts a line that is too long, however it is cut, and at the end', async () => {
    for (const size of [1, 3, 7, 100]) {
      const lines = [];
      for await (const some of linesOf(pieces('ok\nfar too long\nok\nfar too long', size), 5)) lines.push(...some);
      expect(lines.map(({ number, bytes }) => [number, bytes?.toString()])).toEqual([
        [1, 'ok'],
        [2, undefined],
        [3, 'ok'],
        [4, undefined],
      ]);
    }
  });
});
