import type { EventType } from '#libs/cases';
import { copenhagenDate } from '#libs/reference';
import type { Knowledge } from '../knowledge.js';
import type { Incoming, Principal, Refusal } from '../port.js';
import { refuse } from '../refusals.js';
import { isAboutRoot, judgeAboutRoot } from './about-root.js';
import { readEnvelope } from './envelope.js';
import { judgeContent } from './judge-content.js';
import type { Content } from './visit-fields.js';

/** An event found good. */
export interface Good {
  readonly good: true;
  readonly id: string;
  readonly type: EventType;
  readonly data: Content;
}

/** An event refused, with what may be told of it. */
export interface Bad {
  readonly good: false;
  readonly id: string | null;
  readonly refusals: readonly Refusal[];
}

/** What judgement needs beside the event. */
export interface Bench {
  /** The day in Copenhagen, YYYY-MM-DD. */
  readonly today: string;
  readonly knowledge: Knowledge;
}

const minute = 60_000;
let asked = { minute: -1, today: '' };

/** The bench at an instant; a day in Denmark begins at midnight in Copenhagen, not in UTC. No day begins within a minute, so it is asked once in each. */
export function benchAt(now: Date, knowledge: Knowledge): Bench {
  const at = Math.floor(now.getTime() / minute);
  if (at !== asked.minute) asked = { minute: at, today: copenhagenDate(now.toISOString()) };
  return { today: asked.today, knowledge };
}

/** More than these say nothing more. */
const most = 20;

/** Judges one incoming event on itself alone. */
export function judgeEvent(incoming: Incoming, principal: Principal, bench: Bench): Good | Bad {
  const { id, type, data, refusals } = readEnvelope(incoming, bench.knowledge);
  const found = [...refusals];
  if (type && data) found.push(...judgeData(type, data, bench));
  if (data && !isYours(data.reporter, principal)) found.push(refuse('reporter-not-yours', '/data/reporter'));
  if (found.length > 0 || id === null || !type || !data) return { good: false, id, refusals: found.slice(0, most) };
  return { good: true, id, type, data };
}

function judgeData(type: EventType, data: Content, { today, knowledge }: Bench): Refusal[] {
  const refusals = judgeContent(type, data, '/data', today, knowledge);
  if (refusals.length > 0 || !isAboutRoot(type)) return refusals;
  return judgeAboutRoot(type, data, today, knowledge);
}

/** A reporter that is no text at all is a matter of shape. */
const isYours = (reporter: unknown, { reporters }: Principal): boolean =>
  typeof reporter !== 'string' || reporters.includes('*') || reporters.includes(reporter);
