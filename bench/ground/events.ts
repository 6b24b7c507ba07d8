import { once } from 'node:events';
import { createWriteStream, existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { synthesize, type SynthesisOptions } from '#libs/synthesis';

/**
 * Whose events: those of `others` are of other children, told by another case system. Their numbers are the first ones' as
 * substitute numbers (the day raised by 60), which tell birth date and sex just as well.
 */
export type Whose = 'first' | 'others';

/** Events of all 98 municipalities in three years, told at the size of Denmark. */
const national = 1_310_000;

/** A size at which at least so many events are told. A few events are told of few municipalities. */
function optionsFor(events: number): SynthesisOptions {
  const few = events < 50_000;
  const share = events / national;
  return {
    seed: 'bench',
    years: [2021, 2023],
    faults: true,
    ...(few ? { municipalities: 4, scale: Math.max(0.1, share * 40) } : { scale: share * 1.03 }),
  };
}

/** So many made-up events as newline-delimited JSON; made once in a directory. Answers the path. */
export async function eventsFile(directory: string, events: number, whose: Whose = 'first'): Promise<string> {
  const path = join(directory, `${whose}-${events}.ndjson`);
  if (existsSync(path)) return path;
  const part = `${path}.part`;
  const to = createWriteStream(part);
  let piece = '';
  for (const line of lines(events, whose)) {
    piece += line;
    if (piece.length < 65_536) continue;
    if (!to.write(piece)) await once(to, 'drain');
    piece = '';
  }
  to.end(piece);
  await finished(to);
  renameSync(part, path);
  return path;
}

function* lines(events: number, whose: Whose): Generator<string> {
  let made = 0;
  for (const event of synthesize(optionsFor(events))) {
    const line = JSON.stringify(event);
    yield `${whose === 'first' ? line : asSubstitute(line)}\n`;
    if (++made === events) return;
  }
  throw new Error(`only ${made} of ${events} events could be made; raise the share in optionsFor`);
}

const asSubstitute = (line: string): string =>
  line.replace(/"kind":"cpr","number":"(\d)/g, (_, day: string) => `"kind":"substitute","number":"${Number(day) + 6}`);
