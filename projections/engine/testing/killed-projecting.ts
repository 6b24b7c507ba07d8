import 'reflect-metadata';
import { allProjections } from '#projections';
import { Projector, rebuild, type Projection } from '../index.js';
import { readLog } from './told-log.js';

const kill = (): never => {
  process.kill(process.pid, 'SIGKILL');
  for (;;);
};

/** Kills this process at one of its folds, in the middle of a batch. */
function killingAt(folds: number): readonly Projection[] {
  let left = folds;
  return allProjections.map((projection) => ({
    ...projection,
    fold: (input) => {
      if (left-- === 0) kill();
      return projection.fold(input);
    },
  }));
}

/** Projects or rebuilds until it is killed: `killed-projecting.ts <log> <directory> live|rebuild <folds>`. */
async function main(log: string, directory: string, how: string, folds: string): Promise<void> {
  const parts = { directory, reader: readLog(log), projections: killingAt(Number(folds)) };
  if (how === 'rebuild') await rebuild(parts);
  else await new Projector({ ...parts, batch: 20, apart: true }).catchUp();
  throw new Error('not killed');
}

const [log, directory, how, folds] = process.argv.slice(2);
void main(log!, directory!, how!, folds!);
