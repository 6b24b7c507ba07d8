import { JsonRejected } from '../json/json-rejected.js';
import { parseJson } from '../json/parse-json.js';
import { judgeEvent, type Bench } from '../judge/judge-event.js';
import type { Principal, Refusal } from '../port.js';
import { refuseJson, refuse } from '../refusals.js';
import { longestLine } from './bulk-import.js';
import { gunzipped } from './gunzipped.js';
import { linesOf, type Line } from './lines.js';

/** A line of a bulk file as intake would judge it; no refusals = it would be taken, its id and stream permitting. */
export interface JudgedLine {
  readonly line: number;
  readonly refusals: readonly Refusal[];
}

/** Judges newline-delimited events without a log and without storing anything. */
export async function* validateStream(
  stream: AsyncIterable<Uint8Array>,
  principal: Principal,
  bench: Bench,
  gzip = false,
): AsyncGenerator<JudgedLine> {
  for await (const lines of linesOf(gzip ? gunzipped(stream) : stream, longestLine))
    for (const line of lines) yield { line: line.number, refusals: judgeLine(line, principal, bench) };
}

function judgeLine({ bytes }: Line, principal: Principal, bench: Bench): readonly Refusal[] {
  if (!bytes) return [refuse('line-too-long', '', String(longestLine))];
  try {
    const verdict = judgeEvent(parseJson(bytes, { maxBytes: longestLine }), principal, bench);
    return verdict.good ? [] : verdict.refusals;
  } catch (error) {
    if (error instanceof JsonRejected) return [refuseJson(error)];
    throw error;
  }
}
