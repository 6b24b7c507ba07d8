import { judgeEvent, type Bench } from '../judge/judge-event.js';
import type { Principal, Refusal } from '../port.js';
import { gunzipped } from './gunzipped.js';
import { linesOf, type Line } from './lines.js';
import { longestLine, readLine, refusalOfLine } from './read-line.js';

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

function judgeLine(line: Line, principal: Principal, bench: Bench): readonly Refusal[] {
  try {
    const verdict = judgeEvent(readLine(line), principal, bench);
    return verdict.good ? [] : verdict.refusals;
  } catch (error) {
    return [refusalOfLine(error)];
  }
}
