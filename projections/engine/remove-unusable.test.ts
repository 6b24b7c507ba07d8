import { existsSync, readdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { allProjections } from '#projections';
import { removeUnusable } from './index.js';
import { madeUpFacts } from './testing/made-up-facts.js';
import { digestsOf, live } from './testing/projected.js';
import { removeTemporaryDirectories, temporaryDirectory } from './testing/temporary-directory.js';
import { cutAt, readLog, tellLog } from './testing/told-log.js';

const data = temporaryDirectory();
let reader: ReturnType<typeof readLog>;
let expected: Readonly<Record<string, string>>;

beforeAll(async () => {
  const facts = madeUpFacts({ seed: 'unusable', municipalities: ['461'], years: [2026, 2026], scale: 0.02 });
  await tellLog(data, facts);
  reader = readLog(data);
  expected = await live(join(data, 'expected'), reader, digestsOf);
});

afterAll(() => {
  reader.close();
  removeTemporaryDirectories();
});

const fileOf = (directory: string, name: string): string =>
  join(directory, readdirSync(directory).find((file) => file.startsWith(`${name}.`) && file.endsWith('.sqlite'))!);

describe('projections', () => {
  it('stay where they are when nothing is wrong, also where there are none, or a file was only begun', async () => {
    const directory = join(data, 'good');
    expect(removeUnusable(directory, allProjections, 0)).toBe(false);
    await live(directory, reader, () => undefined);
    writeFileSync(join(directory, 'current.json'), '{"routing.v3": "rout');
    expect(removeUnusable(directory, allProjections, reader.head())).toBe(false);
    writeFileSync(fileOf(directory, 'findings'), '');
    expect(removeUnusable(directory, allProjections, reader.head())).toBe(false);
    expect(await live(directory, reader, digestsOf)).toEqual(expected);
  });

  it.each([
    ['a file of rows is cut off', 'findings', (file: string) => truncateSync(file, 20_000)],
    ['the routing is cut off', 'routing', (file: string) => truncateSync(file, 20_000)],
    ['a file is no database', 'forms', (file: string) => writeFileSync(file, 'no database'.repeat(1000))],
  ])('are removed when %s, and built anew to the same', async (_, name, spoil) => {
    const directory = join(data, `spoilt-${name}`);
    await live(directory, reader, () => undefined);
    spoil(fileOf(directory, name));
    expect(removeUnusable(directory, allProjections, reader.head())).toBe(true);
    expect(existsSync(directory)).toBe(false);
    expect(await live(directory, reader, digestsOf)).toEqual(expected);
  });

  it('are removed when they reach further than a log that was set back', async () => {
    const directory = join(data, 'ahead');
    const half = Math.floor(reader.head() / 2);
    await live(directory, reader, () => undefined);
    expect(removeUnusable(directory, allProjections, half)).toBe(true);
    const before = await live(join(data, 'half'), cutAt(reader, half), digestsOf);
    expect(await live(directory, cutAt(reader, half), digestsOf)).toEqual(before);
  });
});
