import type { Case, Fact, LiveFact } from '#libs/cases';

/** Whether what an event said is what counts now. */
export type Standing = 'in force' | 'corrected' | 'retracted' | 'superseded' | 'waiting' | 'not applied';

export function standingOf(event: Fact, root: string, kase: Case, live: ReadonlyMap<string, LiveFact>): Standing {
  const inForce = live.get(root);
  if (event.id === root) {
    if (!inForce) return 'retracted';
    return inForce.ordinal === inForce.rootOrdinal ? 'in force' : 'corrected';
  }
  if (inForce?.ordinal === event.ordinal) return 'in force';
  const found = kase.findings.find((finding) => finding.roots.includes(event.id));
  if (found?.rule === 'SYS-correction-waiting') return 'waiting';
  if (found?.rule === 'SYS-correction-mismatch') return 'not applied';
  return event.type === 'retraction' && !inForce ? 'in force' : 'superseded';
}
