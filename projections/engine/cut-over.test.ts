import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { allProjections } from '#projections';
import { placed, supported } from '../../libs/cases/testing/usual.js';
import { openRowReaders, openRouting, Projector, rebuild, type RowReader } from './index.js';
import { currentFile, rowsName } from './pointer.js';
import { digestsOf, live } from './testing/projected.js';
import { removeTemporaryDirectories, temporaryDirectory } from './testing/temporary-directory.js';
import { readLog, tellLog } from './testing/told-log.js';

let data: string;
let directory: string;
let reader: ReturnType<typeof readLog>;

beforeEach(async () => {
  data = temporaryDirectory();
  directory = join(data, 'projections');
  await tellLog(data, supported(placed()).facts);
  reader = readLog(data);
});

afterEach(() => reader.close());
afterAll(removeTemporaryDirectories);

const parts = () => ({ directory, reader, projections: allProjections });
const filesIn = (): string[] =>
  readdirSync(directory)
    .filter((name) => !/-(wal|shm)$/.test(name))
    .sort();
const placements = allProjections.find(({ name }) => name === 'placements')!;
const rowsIn = (rows: RowReader): unknown[] => [...rows.rows({ kind: 'placement' })];

describe('a rebuild', () => {
  it('is beside the files in use: who reads them goes on, who opens anew reads the new ones', async () => {
    const digests = await live(directory, reader, digestsOf);
    const old = openRowReaders(directory, allProjections);
    const [file, rows] = [currentFile(directory, rowsName(placements)), rowsIn(old.readers['placements']!)];
    const results = await rebuild(parts());
    for (const { projection, digest, before } of results)
      expect([digest, before]).toEqual(Array(2).fill(digests[projection]));
    expect(rowsIn(old.readers['placements']!)).toEqual(rows);
    expect(old.readers['placements']!.digest()).toBe(digests['placements']);
    old.close();
    expect(existsSync(join(directory, file))).toBe(false);
    const anew = openRowReaders(directory, allProjections);
    expect(rowsIn(anew.readers['placements']!)).toEqual(rows);
    anew.close();
    expect(await live(directory, reader, digestsOf)).toEqual(digests);
  });

  it('tells where the files in use differ, and mends them', async () => {
    const digests = await live(directory, reader, digestsOf);
    const foreign = new Database(join(directory, currentFile(directory, rowsName(placements))));
    foreign.exec('DROP TRIGGER version_no_update');
    foreign.exec(`UPDATE version SET body = '{}' WHERE kind = 'placement'`);
    foreign.close();
    const results = await rebuild(parts());
    const differing = results.filter(({ before, digest }) => before !== digest).map(({ projection }) => projection);
    expect(differing).toEqual(['placements']);
    expect(await live(directory, reader, digestsOf)).toEqual(digests);
  });

  it('is refused while a projector has the directory, which goes on undisturbed; so is a second projector', async () => {
    const digests = await live(directory, reader, async (projector) => {
      const before = filesIn();
      await expect(rebuild(parts())).rejects.toThrow('stop that first');
      expect(() => new Projector(parts())).toThrow('stop that first');
      expect(filesIn()).toEqual(before);
      await tellLog(data, supported(placed()).tell('placement-ceased', { endDate: '2026-06-15' }).facts);
      await projector.catchUp();
      expect(projector.checkpoint()).toBe(reader.head());
      return digestsOf(projector);
    });
    const results = await rebuild(parts());
    expect(Object.fromEntries(results.map(({ projection, digest }) => [projection, digest]))).toEqual(digests);
  });

  it.each(['routing', 'folding'] as const)('ended at its %s leaves everything as it was', async (stage) => {
    const digests = await live(directory, reader, digestsOf);
    const before = filesIn();
    const end = new AbortController();
    const onProgress = (at: string): void => void (at === stage && end.abort());
    await expect(
      rebuild({ ...parts(), projections: slow(end, stage), onProgress, signal: end.signal }),
    ).rejects.toThrow('aborted');
    expect(filesIn()).toEqual(before);
    expect(await live(directory, reader, digestsOf)).toEqual(digests);
  });
});

/** Few events make no progress to tell of while they are folded: the first fold ends it. */
const slow = (end: AbortController, stage: string) =>
  allProjections.map((projection) => ({
    ...projection,
    fold: (input: Parameters<typeof projection.fold>[0]) => {
      if (stage === 'folding') end.abort();
      return projection.fold(input);
    },
  }));

describe('a raised version', () => {
  it('is built beside the old one, which can then be deleted', async () => {
    const digests = await live(directory, reader, digestsOf);
    const raised = { ...placements, version: placements.version + 1 };
    const [old, made] = [placements, raised].map((one) => join(directory, currentFile(directory, rowsName(one))));
    expect(await live(directory, reader, digestsOf, { projections: [raised] })).toEqual({
      placements: digests['placements'],
    });
    expect(await live(directory, reader, digestsOf)).toEqual(digests);
    for (const end of ['', '-wal', '-shm']) rmSync(old! + end, { force: true });
    const { readers, close } = openRowReaders(directory, [placements, raised]);
    expect(Object.keys(readers)).toEqual(['placements']);
    expect(readers['placements']!.digest()).toBe(digests['placements']);
    close();
    expect(existsSync(made!)).toBe(true);
  });
});

describe('nothing built yet', () => {
  it('reads as nothing', () => {
    expect(openRowReaders(directory, allProjections).readers).toEqual({});
    expect(openRouting(directory).factsOfPerson(['p_anna'], 9)).toEqual([]);
  });

  it('is built by a rebuild as well', async () => {
    const results = await rebuild(parts());
    expect(results.map(({ before }) => before)).toEqual(allProjections.map(() => undefined));
    expect(JSON.parse(readFileSync(join(directory, 'current.json'), 'utf8'))).toHaveProperty([rowsName(placements)]);
  });
});
