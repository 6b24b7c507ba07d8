import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { demoOptions } from '#libs/synthesis';
import { openRowReaders, rebuild, type RebuildParts } from '#projections/engine';
import { allProjections, rebuildThreads } from './index.js';
import { madeUpFacts } from './engine/testing/made-up-facts.js';
import { digestsOf, live } from './engine/testing/projected.js';
import { removeTemporaryDirectories, temporaryDirectory } from './engine/testing/temporary-directory.js';
import { readLog, tellLog } from './engine/testing/told-log.js';

const data = temporaryDirectory();
let reader: ReturnType<typeof readLog>;

beforeAll(async () => {
  await tellLog(data, madeUpFacts({ ...demoOptions('2026-09-15'), municipalities: ['461'], scale: 0.05 }));
  reader = readLog(data);
});

afterAll(() => {
  reader.close();
  removeTemporaryDirectories();
});

const threads = (more: { codes?: string } = {}) => ({
  ...rebuildThreads({ data, ...more }),
  count: 2,
  fewestEvents: 0,
});
const parts = (name: string, more: Partial<RebuildParts>): RebuildParts => ({
  directory: join(data, name),
  reader,
  projections: allProjections,
  ...more,
});

/** Every version of every row, in the order of the log. */
function versionsIn(directory: string): unknown {
  const { readers, close } = openRowReaders(directory, allProjections);
  const versions = Object.entries(readers).map(([name, rows]) => [name, [...rows.changes(0, reader.head())]]);
  close();
  return versions;
}

describe('a rebuild on several threads', () => {
  it('writes every version that one thread writes, and tells how far all of them are', async () => {
    const told: number[] = [];
    const onProgress = (stage: string, done: number): void => void (stage === 'folding' && told.push(done));
    const results = await rebuild(parts('many', { threads: threads(), onProgress }));
    await rebuild(parts('one', {}));
    expect(versionsIn(join(data, 'many'))).toEqual(versionsIn(join(data, 'one')));
    expect(results.map(({ projection }) => projection)).toEqual(allProjections.map(({ name }) => name));
    expect(told.length).toBeGreaterThanOrEqual(3);
    expect(told).toEqual([...told].sort((one, other) => one - other));
    expect(told.at(-1)).toBe(reader.head());
  });

  it('compares with the files in use', async () => {
    const digests = await live(join(data, 'live'), reader, digestsOf);
    for (const { projection, digest, before } of await rebuild(parts('live', { threads: threads() })))
      expect([projection, digest, before]).toEqual([projection, digests[projection], digests[projection]]);
  });

  it('of which one fails, fails and leaves nothing behind', async () => {
    const failing = rebuild(parts('failed', { threads: threads({ codes: join(data, 'nowhere') }) }));
    await expect(failing).rejects.toThrow();
    expect(readdirSync(join(data, 'failed'))).toEqual(['projecting.lock']);
  });

  it('ended by its signal, ends all of them and leaves nothing behind', async () => {
    const end = new AbortController();
    const onProgress = (stage: string): void => void (stage === 'folding' && end.abort());
    await expect(rebuild(parts('ended', { threads: threads(), onProgress, signal: end.signal }))).rejects.toThrow(
      'aborted',
    );
    expect(readdirSync(join(data, 'ended'))).toEqual(['projecting.lock']);
  });
});
