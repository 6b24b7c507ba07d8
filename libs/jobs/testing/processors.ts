import { closeSync, existsSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JobContext, JsonValue, Processor } from '../port.js';

interface Delivery {
  /** Stops half way, and for ever, at the first attempt. */
  readonly hold?: boolean;
  readonly rows?: number;
}

/** Writes a file as deliveries do: whole, by a rename, so that doing it twice is doing it once. Says what it does, a line each. */
export const deliverInto =
  (directory: string, say: (line: string) => void): Processor =>
  async (data: JsonValue, { id, attempt, progress, signal }: JobContext) => {
    const { hold = false, rows = 0 } = data as Delivery;
    const kind = id.slice(0, id.lastIndexOf('-'));
    const busy = join(directory, `${id}.busy`);
    if (existsSync(busy)) say(`overlap ${id}`);
    closeSync(openSync(busy, 'w'));
    const half = join(directory, `${id}.half`);
    writeFileSync(half, 'row\n'.repeat(Math.floor(rows / 2)));
    progress(1, 2, 'half written');
    if (hold && attempt === 1) {
      say(`half ${kind} ${attempt}`);
      await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    }
    await new Promise((next) => setTimeout(next, 5));
    writeFileSync(half, 'row\n'.repeat(rows));
    renameSync(half, join(directory, `${id}.csv`));
    rmSync(busy);
    say(`done ${id}`);
    return { attempt };
  };
