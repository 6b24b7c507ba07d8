import { eventType } from '../schema/event-type.js';
import type { EventName, Fact, LiveFact } from './fact.js';
import type { Origin } from './parts.js';
import type { Stored } from './stored.js';
import type { Correction, Retraction } from '../correction/events.js';
import { error, warning, type Finding } from './finding.js';
import { overwrites } from './overwrites.js';

type StoredCorrection = Stored<Correction> & { readonly content: Record<string, unknown> };

/** What a correction must share with its root, judged by who knows which cases and persons are one. */
export interface Sameness {
  readonly sameCase: (oneStream: string, otherStream: string) => boolean;
  readonly samePerson: (one: string, other: string) => boolean;
}

/**
 * Sorts events into the facts in force: each root with its last correction, without the retracted. The order among the
 * corrections and retractions of one root counts (by ordinal), any other order does not. One that has no root yet waits (SYS-correction-waiting);
 * one that differs from its root in type, case or person is not applied (SYS-correction-mismatch). An addition that changes an answer
 * is applied, and a finding (SKE-7e).
 */
export function resolve(facts: readonly Fact[], same: Sameness): { live: LiveFact[]; findings: Finding[] } {
  const roots = new Map<string, Fact[]>();
  const changes: Fact[] = [];
  for (const fact of facts) {
    if (isChange(fact)) changes.push(fact);
    else roots.set(fact.id, [...(roots.get(fact.id) ?? []), fact]);
  }
  const findings: Finding[] = [];
  const last = new Map<Fact, Fact>();
  for (const change of changes) {
    const root = rootOf(change, roots, same);
    if (root === 'waiting') findings.push(warning('SYS-correction-waiting', [change.id]));
    else if (root === 'mismatch') findings.push(error('SYS-correction-mismatch', [change.id]));
    else {
      if (overwritesByAddition(change, contentOf(root, last.get(root)))) findings.push(warning('SKE-7e', [change.id]));
      last.set(root, change);
    }
  }
  const live: LiveFact[] = [];
  for (const held of roots.values()) {
    for (const root of held) {
      const change = last.get(root);
      if (change?.type !== 'retraction') live.push(inForce(root, change));
    }
  }
  return { live, findings };
}

/** The content of a root after a change of it; undefined while it is retracted. */
const contentOf = (root: Fact, change: Fact | undefined): object | undefined =>
  change?.type === 'retraction' ? undefined : change ? (change.data as unknown as StoredCorrection).content : root.data;

/** Blank parts may be added to; an answer is overwritten only because it was wrong, and the correction says so (SKE-7e). */
const overwritesByAddition = (change: Fact, before: object | undefined): boolean =>
  change.type === 'correction' &&
  (change.data as unknown as StoredCorrection).reason === 'addition' &&
  before !== undefined &&
  overwrites(before, (change.data as unknown as StoredCorrection).content);

export const isChange = (fact: Fact): boolean => fact.type === 'correction' || fact.type === 'retraction';

function rootOf(change: Fact, roots: Map<string, Fact[]>, same: Sameness): Fact | 'waiting' | 'mismatch' {
  const data = change.data as Stored<Correction | Retraction>;
  const candidates = roots.get(data.root);
  if (!candidates) return 'waiting';
  const root = candidates.length === 1 ? candidates[0]! : candidates.find((one) => one.stream === change.stream);
  if (!root || root.type !== data.type || root.reporter !== change.reporter) return 'mismatch';
  if (root.family === 'reporter' || root.family === 'person')
    return matchesPerson(root, change, same) ? root : 'mismatch';
  return same.sameCase(root.stream, change.stream) && matchesPerson(root, change, same) ? root : 'mismatch';
}

function matchesPerson(root: Fact, change: Fact, same: Sameness): boolean {
  const content = change.type === 'correction' ? (change.data as unknown as StoredCorrection).content : change.data;
  const named = personOf(content);
  const rooted = personOf(root.data);
  return named === rooted || (named !== undefined && rooted !== undefined && same.samePerson(named, rooted));
}

/** Pseudonym of the person an event is about. */
export const personOf = (data: unknown): string | undefined =>
  (data as { person?: { pseudonym?: string } }).person?.pseudonym;

/** A root with the content in force. */
export function inForce(root: Fact, change: Fact | undefined): LiveFact {
  const data = contentOf(root, change) as LiveFact['data'];
  const { id, ordinal, type, family, reporter, subject, system } = root;
  return {
    root: id,
    rootOrdinal: ordinal,
    ordinal: change?.ordinal ?? ordinal,
    type,
    family,
    reporter,
    subject,
    system,
    date: dateOf(type, data),
    data,
  };
}

const starts: readonly EventName[] = ['placement-started', 'support-started'];

/** The day a fact happened, by its type; '' where its type has none. A start carried over from another system keeps its original day (GEN-1.4e). */
export function dateOf(type: EventName, data: unknown): string {
  const { origin } = data as { origin?: Origin };
  if (origin?.originalStart && origin.kind !== 'live' && starts.includes(type)) return origin.originalStart;
  const field = eventType(type)?.date;
  return field ? String((data as Record<string, unknown>)[field] ?? '') : '';
}
