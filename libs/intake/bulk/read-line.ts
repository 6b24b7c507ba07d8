import { JsonRejected } from '../json/json-rejected.js';
import { parseJson } from '../json/parse-json.js';
import type { Incoming, Refusal } from '../port.js';
import { refuse, refuseJson } from '../refusals.js';
import type { Line } from './lines.js';

/** The longest line that is read, in bytes. */
export const longestLine = 256 * 1024;

class LineTooLong extends Error {}

/** The event of a line. @throws what {@link refusalOfLine} tells. */
export function readLine({ bytes }: Line): Incoming {
  if (!bytes) throw new LineTooLong();
  return parseJson(bytes, { maxBytes: longestLine });
}

/** Why a line could not be read; any other error is passed on. */
export function refusalOfLine(error: unknown): Refusal {
  if (error instanceof LineTooLong) return refuse('line-too-long', '', String(longestLine));
  if (error instanceof JsonRejected) return refuseJson(error);
  throw error;
}
