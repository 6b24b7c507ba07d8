import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { demoOptions } from '#libs/synthesis';
import { allProjections } from '#projections';
import { openRowReaders, rebuild, type Projection, type Rebuilt, type RebuildParts } from './index.js';
import { madeUpFacts } from './testing/made-up-facts.js';
import { removeTemporaryDirectories, temporaryDirectory } from './testing/temporary-directory.js';
import { readLog, tellLog } from './testing/told-log.js';

const data = temporaryDirectory();
let reader: ReturnType<typeof readLog>;

beforeAll(async () => {
  await tellLog(data, madeUpFacts({ ...demoOptions('2026-09-15'), municipalities: ['461'], scale: 0.1 }));
  reader = readLog(data);
});

afterAll(() => {
  reader.close();
  removeTemporaryDirectories();
});

const build = (name: string, more: Partial<RebuildParts>): Promise<readonly Rebuilt[]> =>
  rebuild({ directory: join(data, name), reader, projections: allProjections, ...more });

/** Every version of every row. */
function versionsIn(name: string): unknown {
  const { readers, close } = openRowReaders(join(data, name), allProjections);
  const versions = Object.entries(readers).map(([name, rows]) => [name, [...rows.changes(0, reader.head())]]);
  close();
  return versions;
}

describe('a rebuild whose rows another thread writes', () => {
  it('is the one that a single thread makes, version by version', async () => {
    const here = await build('here', { apartFrom: Infinity });
    expect(await build('apart', { apartFrom: 0 })).toEqual(here);
    expect(versionsIn('apart')).toEqual(versionsIn('here'));
    expect(reader.head()).toBeGreaterThan(1000);
  });

  it.each([Infinity, 0])(
    'fails aloud when two units give one thing, and leaves nothing (apart from %s events)',
    async (apartFrom) => {
      const placements = allProjections.find(({ name }) => name === 'placements')!;
      const oneKey: Projection = {
        ...placements,
        fold: (input) =>
          placements
            .fold(input)
            .filter((_, nth) => nth === 0)
            .map((row) => ({ ...row, key: 'same' })),
      };
      await expect(build('failed', { apartFrom, projections: [oneKey] })).rejects.toMatchObject({
        message: expect.stringContaining('thing is append-only') as string,
      });
      expect(readdirSync(join(data, 'failed'))).toEqual(['projecting.lock']);
    },
  );

  it('ended on the way leaves nothing', async () => {
    const end = new AbortController();
    const onProgress = (stage: string): void => void (stage === 'folding' && end.abort());
    await expect(build('ended', { apartFrom: 0, onProgress, signal: end.signal })).rejects.toThrow('aborted');
    expect(readdirSync(join(data, 'ended'))).toEqual(['projecting.lock']);
  });
});
