import { closeSync, openSync, readSync } from 'node:fs';
import type { House } from '#apps/house';
import type { Principal, Receipt } from '#libs/intake';
import type { Ground } from '../harness/bench.js';
import { eventsFile } from './events.js';

/** Lines of a file, read a piece at a time as they are asked for. */
export class LineReader {
  readonly #file: number;
  readonly #piece = Buffer.alloc(1 << 18);
  #held = '';
  #lines: string[] = [];
  #at = 0;

  constructor(path: string) {
    this.#file = openSync(path, 'r');
  }

  /** The next line. @throws Error at the end of the file: a load must not run dry unseen. */
  next(): string {
    if (this.#at === this.#lines.length) this.#read();
    return this.#lines[this.#at++]!;
  }

  #read(): void {
    const length = readSync(this.#file, this.#piece);
    if (length === 0) throw new Error('the file of events is at its end; make it longer for this load');
    // Made-up events may hold letters of two bytes; latin1 keeps their halves until they are sent as they came.
    const lines = (this.#held + this.#piece.toString('latin1', 0, length)).split('\n');
    this.#held = lines.pop()!;
    this.#lines = lines;
    this.#at = 0;
    if (lines.length === 0) this.#read();
  }

  close(): void {
    closeSync(this.#file);
  }
}

/** Events a second that arrive while others read, and while the lag is measured. */
export const beside = { reading: 1000, lag: 5000 } as const;

/**
 * Events of other children than those of the shared log, from one file, so that no load sends what another has sent: first as many
 * as are wanted while others read, then those for the lag.
 */
export async function othersFor(use: keyof typeof beside, { size, work }: Ground): Promise<LineReader> {
  const { seconds, runs } = size;
  const whileReading = Math.ceil(beside.reading * seconds * 1.5 * runs * 5) + 1000;
  const forLag = Math.ceil(beside.lag * seconds * 2.1 * runs) + 1000;
  const lines = new LineReader(await eventsFile(work, whileReading + forLag, 'others'));
  if (use === 'lag') for (let at = 0; at < whileReading; at++) lines.next();
  return lines;
}

/** A line as {@link LineReader} gives it, parsed. */
export const parsed = (line: string): unknown => JSON.parse(Buffer.from(line, 'latin1').toString('utf8'));

/** Sends one event as a call of its own. @throws Error when it was refused or in already: then the load is not what it seems. */
export async function submitOne(house: Pick<House, 'intake'>, line: string, who: Principal): Promise<Receipt> {
  const [receipt] = await house.intake.submit([parsed(line)], who);
  if (receipt!.verdict === 'refused') throw new Error('a made-up event was refused');
  return receipt!;
}
