import { statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { demoOptions } from '#libs/synthesis';
import { allProjections } from '#projections';
import { Projector } from './index.js';
import { currentFile, rowsName } from './pointer.js';
import { madeUpFacts } from './testing/made-up-facts.js';
import { digestsOf, live, rebuilt } from './testing/projected.js';
import { removeTemporaryDirectories, temporaryDirectory } from './testing/temporary-directory.js';
import { readLog, tellLog } from './testing/told-log.js';

const data = temporaryDirectory();
let reader: ReturnType<typeof readLog>;
let expected: Readonly<Record<string, string>>;

beforeAll(async () => {
  await tellLog(data, madeUpFacts({ ...demoOptions('2026-09-15'), municipalities: ['461'], scale: 0.1 }));
  reader = readLog(data);
  expected = await rebuilt(join(data, 'expected'), reader);
});

afterAll(() => {
  reader.close();
  removeTemporaryDirectories();
});

const apart = { apart: true, batch: 50 } as const;
const parts = (directory: string) => ({ directory, reader, projections: allProjections, ...apart });

describe('a projector whose rows another thread writes', () => {
  it('tells of events once every file has them, and of all in the end', async () => {
    const [told, written]: [number[], number[]] = [[], []];
    const projector = new Projector({
      ...parts(join(data, 'told')),
      onProjected(ordinal) {
        told.push(ordinal);
        written.push(Math.min(...Object.values(projector.readers).map((rows) => rows.checkpoint())));
      },
    });
    await projector.catchUp();
    expect(told.at(-1)).toBe(reader.head());
    expect(told.length).toBeGreaterThan(20);
    told.forEach((ordinal, nth) => expect(written[nth]).toBeGreaterThanOrEqual(ordinal));
    expect(projector.checkpoint()).toBe(reader.head());
    expect(digestsOf(projector)).toEqual(expected);
    await projector.close();
  });

  it('finds the things of units that it forgot, though their rows are still on their way', async () => {
    const directory = join(data, 'forgetful');
    expect(await live(directory, reader, digestsOf, { apart: true, batch: 2, cachedUnits: 2 })).toEqual(expected);
  });

  it('has what its WALs hold copied into the files meanwhile, long before they reach their bound', async () => {
    const directory = join(data, 'copied');
    const projector = new Projector(parts(directory));
    const timeline = allProjections.find(({ name }) => name === 'case-timeline')!;
    const file = join(directory, currentFile(directory, rowsName(timeline)));
    const begun = statSync(file).size;
    await projector.catchUp();
    while (statSync(file).size < 2 * begun) await setTimeout(20);
    await projector.close();
  });

  it('stops at what cannot be written, though the log rests, and goes on from there when it can', async () => {
    const directory = join(data, 'stopped');
    await live(directory, reader, () => undefined, { reader: { head: () => 0 } as never });
    const forms = allProjections.find(({ name }) => name === 'forms')!;
    const foreign = new Database(join(directory, currentFile(directory, rowsName(forms))));
    const refusing = "WHEN NEW.ordinal > 300 BEGIN SELECT RAISE(ABORT, 'no room'); END";
    foreign.exec(`CREATE TRIGGER full BEFORE INSERT ON version ${refusing}`);
    const told: number[] = [];
    const projector = new Projector({ ...parts(directory), onProjected: (ordinal) => told.push(ordinal) });
    await projector.runLive(new AbortController().signal);
    expect(projector.failure?.message).toBe('no room');
    await expect(projector.catchUp()).rejects.toThrow('no room');
    await projector.close();
    expect(told.at(-1)).toBeGreaterThan(200);
    expect(told.at(-1)).toBeLessThan(400);
    foreign.exec('DROP TRIGGER full');
    foreign.close();
    expect(await live(directory, reader, digestsOf, apart)).toEqual(expected);
  });
});
