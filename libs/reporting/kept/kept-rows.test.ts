import { createHash } from 'node:crypto';
import { appendFileSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryDirectory } from '../testing/temporary-directory.js';
import type { KeptRow } from '../port.js';
import { openKeptRows } from './kept-rows.js';
import { KeyHashes } from './key-hashes.js';

const directory = temporaryDirectory();
const rows: KeptRow[] = [
  { key: 'b', word: 'blåbær\u2028"', list: [1, null, { z: 1, a: '2' }] },
  { key: 'a', until: null },
];
const pathOf = (sha256: string, extension = 'jsonl'): string =>
  join(directory(), 'kept', sha256.slice(0, 2), `${sha256}.${extension}`);

describe('kept rows', () => {
  it('keeps canonical JSON Lines under the hash of their bytes, in the order given', async () => {
    const { sha256, rows: count } = await openKeptRows(join(directory(), 'kept')).write(rows);
    const bytes = readFileSync(pathOf(sha256));
    expect(count).toBe(2);
    expect(bytes.toString()).toBe(
      '{"key":"b","list":[1,null,{"a":"2","z":1}],"word":"blåbær\u2028\\""}\n{"key":"a","until":null}\n',
    );
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
    expect([...openKeptRows(join(directory(), 'kept')).read(sha256)]).toEqual(rows);
  });

  it('keeps no rows as well', async () => {
    const kept = openKeptRows(join(directory(), 'kept'));
    const { sha256 } = await kept.write([]);
    expect([...kept.read(sha256)]).toEqual([]);
  });

  it('reads rows that are longer than a page, and letters that two pages share', async () => {
    const kept = openKeptRows(join(directory(), 'kept'));
    const long = Array.from({ length: 40 }, (_, at) => ({ key: `${at}`, text: 'æøå€😀'.repeat(1 + at * 700) }));
    const { sha256 } = await kept.write(long);
    expect([...kept.read(sha256)]).toEqual(long);
  });

  it('never writes again what is kept, and leaves nothing else lying', async () => {
    const kept = openKeptRows(join(directory(), 'kept'));
    const { sha256 } = await kept.write(rows);
    const before = statSync(pathOf(sha256));
    await kept.write(rows);
    const after = statSync(pathOf(sha256));
    expect([after.ino, after.mtimeMs]).toEqual([before.ino, before.mtimeMs]);
    expect(readdirSync(join(directory(), 'kept'))).toEqual([sha256.slice(0, 2)]);
  });

  it('keeps the same rows written at the same time once', async () => {
    const kept = openKeptRows(join(directory(), 'kept'));
    const written = await Promise.all([
      kept.write(rows),
      kept.write(rows),
      openKeptRows(join(directory(), 'kept')).write(rows),
    ]);
    expect(new Set(written.map(({ sha256 }) => sha256)).size).toBe(1);
    expect(readdirSync(join(directory(), 'kept'))).toHaveLength(1);
  });

  it('notices a changed file when it is read, and when it would be relied on again', async () => {
    const kept = openKeptRows(join(directory(), 'kept'));
    const { sha256 } = await kept.write(rows);
    appendFileSync(pathOf(sha256), '{"key":"x"}\n');
    expect(() => [...kept.read(sha256)]).toThrow(expect.objectContaining({ code: 'kept.damaged' }));
    await expect(kept.write(rows)).rejects.toMatchObject({ code: 'kept.damaged' });
  });

  it('says that a file which is no JSON is damaged, without repeating it', async () => {
    const kept = openKeptRows(join(directory(), 'kept'));
    const { sha256 } = await kept.write(rows);
    writeFileSync(pathOf(sha256), '{"key":"secret"');
    expect(() => [...kept.read(sha256)]).toThrow(expect.objectContaining({ code: 'kept.damaged' }));
    expect(() => [...kept.read(sha256)]).not.toThrow(/secret/);
  });

  it('says what is missing', () => {
    const kept = openKeptRows(join(directory(), 'kept'));
    const missing = expect.objectContaining({ code: 'kept.missing' });
    expect(() => [...kept.read('0'.repeat(64))]).toThrow(missing);
    expect(() => [...kept.read('../../etc/passwd')]).toThrow(missing);
    expect(() => kept.readManifest('0'.repeat(64))).toThrow(missing);
  });

  it('refuses two rows of one key and keeps nothing', async () => {
    const twice = openKeptRows(join(directory(), 'kept')).write([{ key: 'a' }, { key: 'a', other: 1 }]);
    await expect(twice).rejects.toMatchObject({ code: 'delivery.row-key-twice' });
    expect(readdirSync(join(directory(), 'kept'))).toEqual([]);
  });

  it('refuses them however many rows lie between', async () => {
    const many = Array.from({ length: 5000 }, (_, at) => ({ key: `${at}` }));
    const { rows: count } = await openKeptRows(join(directory(), 'kept')).write(many);
    expect(count).toBe(5000);
    const twice = openKeptRows(join(directory(), 'kept')).write([...many, { key: '0' }]);
    await expect(twice).rejects.toMatchObject({ code: 'delivery.row-key-twice' });
  });

  it('keeps two rows whose keys are alike by their hash only', async () => {
    const alike: KeptRow[] = [{ key: 'z1kicaa' }, { key: 'b' }, { key: 'mpgxda\u61C5' }];
    const hashes = new KeyHashes();
    for (const { key } of alike) hashes.add(key);
    const again = jest.fn(() => alike);
    hashes.refuseTwice(again);
    expect(again).toHaveBeenCalledTimes(1);
    const kept = openKeptRows(join(directory(), 'kept'));
    const { sha256 } = await kept.write(alike);
    expect([...kept.read(sha256)]).toEqual(alike);
    const twice = kept.write([...alike, { key: 'mpgxda\u61C5' }]);
    await expect(twice).rejects.toMatchObject({ code: 'delivery.row-key-twice' });
  });

  it('removes what a process that is no longer there left behind, and nothing else', async () => {
    const root = join(directory(), 'kept');
    const kept = openKeptRows(join(directory(), 'kept'));
    await kept.write(rows);
    const [host] = (await import('node:os'))
      .hostname()
      .replaceAll(/[^A-Za-z0-9]/g, '')
      .split('-');
    mkdirSync(join(root, `.tmp-${host}-999999999-dead`));
    mkdirSync(join(root, `.tmp-${host}-${process.ppid}-alive`));
    mkdirSync(join(root, '.tmp-elsewhere-1-young'));
    await kept.write([]);
    expect(
      readdirSync(root)
        .filter((name) => name.startsWith('.tmp-'))
        .sort(),
    ).toEqual([`.tmp-${host}-${process.ppid}-alive`, '.tmp-elsewhere-1-young'].sort());
  });
});
