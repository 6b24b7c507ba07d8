import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { demoOptions } from '#libs/synthesis';
import { madeUpFacts } from './testing/made-up-facts.js';
import { digestsOf, live, rebuilt } from './testing/projected.js';
import { removeTemporaryDirectories, temporaryDirectory } from './testing/temporary-directory.js';
import { readLog, tellLog } from './testing/told-log.js';

const data = temporaryDirectory();
const script = join(__dirname, 'testing/killed-projecting.ts');
let reader: ReturnType<typeof readLog>;
let expected: Readonly<Record<string, string>>;

beforeAll(async () => {
  await tellLog(data, madeUpFacts({ ...demoOptions('2026-09-15'), municipalities: ['461'], scale: 0.03 }));
  reader = readLog(data);
  expected = await rebuilt(join(data, 'expected'), reader);
});

afterAll(() => {
  reader.close();
  removeTemporaryDirectories();
});

/** A process that projects and is killed, as by kill -9, at its fold of that number. */
function killedAt(directory: string, how: 'live' | 'rebuild', folds: number): void {
  const execution = ['--conditions=source', '--require', 'tsx/cjs', script, data, directory, how, String(folds)];
  const { signal, stderr } = spawnSync(process.execPath, execution, { encoding: 'utf8' });
  expect({ signal, stderr }).toEqual({ signal: 'SIGKILL', stderr: '' });
}

describe('killed in the middle', () => {
  it('a projector goes on where each file ends, again and again, and ends in the same rows', async () => {
    const directory = join(data, 'live');
    const reached: number[] = [];
    for (const folds of [1, 300, 700]) {
      killedAt(directory, 'live', folds);
      reached.push(await live(directory, reader, (projector) => projector.checkpoint(), stopped));
    }
    expect(reached[1]).toBeGreaterThan(reached[0]!);
    expect(reached[2]).toBeGreaterThan(reached[1]!);
    expect(reached[2]).toBeLessThan(reader.head());
    expect(await live(directory, reader, digestsOf)).toEqual(expected);
  });

  it('a rebuild leaves what is in use as it was; the next one clears up after it', async () => {
    const directory = join(data, 'rebuilding');
    await live(directory, reader, () => undefined);
    await rebuilt(directory, reader);
    const before = [pointer(directory), sqliteFiles(directory)];
    killedAt(directory, 'rebuild', 500);
    expect(pointer(directory)).toBe(before[0]);
    expect(sqliteFiles(directory)).toEqual(expect.arrayContaining(before[1] as string[]));
    expect(sqliteFiles(directory).length).toBeGreaterThan(before[1]!.length);
    expect(await live(directory, reader, digestsOf)).toEqual(expected);
    expect(await rebuilt(directory, reader)).toEqual(expected);
    expect(sqliteFiles(directory)).toHaveLength(before[1]!.length);
  });
});

/** Opens the projector as it stands, without catching up. */
const stopped = { reader: { head: () => 0 } as never };

const pointer = (directory: string): string => readFileSync(join(directory, 'current.json'), 'utf8');
const sqliteFiles = (directory: string): string[] => readdirSync(directory).filter((name) => name.endsWith('.sqlite'));
