import { once } from 'node:events';
import type { Writable } from 'node:stream';
import type { SynthesisOptions } from '../options.js';
import { synthesize } from '../synthesize.js';

export interface WriteSettings {
  /** Told how many events are written, after every 10 000. */
  readonly onProgress?: (events: number) => void;
  /** Gets the expected findings, one JSON object a line: rule, and the sender's ids of the events. */
  readonly expected?: Writable;
}

export interface Written {
  readonly events: number;
  readonly expectedFindings: number;
}

/** Lines are joined to pieces of about this many characters before they are written. */
const pieceLength = 65_536;

/** Writes the events as NDJSON, one CloudEvent a line, at the pace the stream takes them. Ends neither stream. */
export async function writeSynthesis(
  options: SynthesisOptions,
  to: Writable,
  { onProgress, expected }: WriteSettings = {},
): Promise<Written> {
  let [events, expectedFindings, piece, found] = [0, 0, '', ''];
  const made = synthesize(options, (finding) => {
    expectedFindings += 1;
    if (expected) found += `${JSON.stringify(finding)}\n`;
  });
  const flush = async (): Promise<void> => {
    await write(to, piece);
    if (expected) await write(expected, found);
    [piece, found] = ['', ''];
  };
  for (const event of made) {
    piece += `${JSON.stringify(event)}\n`;
    events += 1;
    if (piece.length >= pieceLength) await flush();
    if (events % 10_000 === 0) onProgress?.(events);
  }
  await flush();
  return { events, expectedFindings };
}

async function write(to: Writable, text: string): Promise<void> {
  if (text !== '' && !to.write(text)) await once(to, 'drain');
}
