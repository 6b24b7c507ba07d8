import { houseKnowledge } from '../house-knowledge.js';
import { benchAt, judgeEvent } from '../judge/judge-event.js';
import type { Incoming, Refusal } from '../port.js';
import { now, principal } from './bed.js';

/** Today in the tests: 24 November 2026. */
export const bench = benchAt(now, houseKnowledge);

/** What is wrong with an event; [] when it is good. */
export function refusalsOf(incoming: Incoming, who = principal, on = bench): readonly Refusal[] {
  const verdict = judgeEvent(incoming, who, on);
  return verdict.good ? [] : verdict.refusals;
}

/** Each refusal as `rule field`. */
export const saysOf = (incoming: Incoming, who = principal, on = bench): string[] =>
  refusalsOf(incoming, who, on).map(({ rule, field }) => `${rule} ${field}`);
