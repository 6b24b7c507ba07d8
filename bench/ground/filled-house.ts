import { createReadStream, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { keepHeapLean } from '#apps/house';
import { openSqliteReader } from '#libs/event-log';
import { allProjections } from '#projections';
import { rebuild } from '#projections/engine';
import type { Ground } from '../harness/bench.js';
import { inProcess, type Worked } from '../harness/child.js';
import { timed } from '../harness/time.js';
import { eventsFile } from './events.js';
import { configAt, openIntakeOnly, sender } from './intake-only.js';

const shared = ({ work }: Ground): string => join(work, 'house');

/** A directory for one measurement, empty. */
export function freshDirectory({ work }: Pick<Ground, 'work'>, name: string): string {
  const directory = join(work, name);
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  return directory;
}

/** The log of the size's events, without projections; filled by whoever asks first, and shared. */
export async function filledHouse(ground: Ground): Promise<string> {
  const directory = shared(ground);
  if (existsSync(directory)) return directory;
  const filling = freshDirectory(ground, 'filling');
  await fillApart({ directory: filling, file: await eventsFile(ground.work, ground.size.events) });
  renameSync(filling, directory);
  return directory;
}

/** Gives a filled directory to those that come after. */
export function shareHouse(ground: Ground, directory: string): void {
  if (existsSync(shared(ground))) rmSync(directory, { recursive: true, force: true });
  else renameSync(directory, shared(ground));
}

/** The same with every projection built. */
export async function projectedHouse(ground: Ground): Promise<string> {
  const directory = await filledHouse(ground);
  const done = join(directory, 'projected');
  if (!existsSync(done)) {
    await inProcess('ground/filled-house', 'project', directory);
    writeFileSync(done, '');
  }
  return directory;
}

/** Who tells a file each: of the same events, but of other children. */
const systems = ['bench', 'bench-others'];

/** Takes files of events into a directory, as the command does but without projecting. Answers the seconds from first bytes to last receipts. */
export async function fill(directory: string, ...files: readonly string[]): Promise<number> {
  keepHeapLean();
  const { intake, close } = await openIntakeOnly(directory);
  let all = 0;
  for (const [nth, file] of files.entries()) {
    const stream = createReadStream(file, { highWaterMark: 1 << 18 });
    const { seconds, value } = await timed(() => intake.bulkImport(stream, sender(systems[nth])));
    if (value.refused > 0)
      throw new Error(`${value.refused} made-up events were refused; intake and synthesis disagree`);
    all += seconds;
  }
  await close();
  return all;
}

interface Filling {
  readonly directory: string;
  readonly file: string;
}

/** {@link fill} in a process of its own, whose memory is told; whoever asks for a filled house has none of it. */
export const fillApart = (filling: Filling): Promise<Worked<number>> =>
  inProcess('ground/filled-house', 'fillAsTold', filling);

export const fillAsTold = ({ directory, file }: Filling): Promise<number> => fill(directory, file);

/** Builds every projection of a directory anew. @returns seconds. */
export async function project(directory: string): Promise<number> {
  const { data } = configAt(directory);
  const log = openSqliteReader({ directory: data });
  try {
    const parts = { directory: join(data, 'projections'), reader: log.reader, projections: allProjections };
    return (await timed(() => rebuild(parts))).seconds;
  } finally {
    log.close();
  }
}
