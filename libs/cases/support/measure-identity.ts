import type { Case } from '../common/case.js';
import { heldSince } from '../person/people.js';
import type { Measure } from './measure.js';

/**
 * Pseudonym whose number a measure goes out on (IND-3.2.4a). Of an unborn child the mother's (IND-3.2.5a); the child's once it is born
 * and has a number (IND-3.2.5c, IND-3.2.3c), unless it died before or at birth (IND-3.2.5d) or the measure ended before the birth
 * (IND-3.2.5e), as it also does when the mother moved away before it (IND-3.2.5b). Support told on a parent's number stays there (R13).
 */
export function identifierOf(kase: Case, measure: Measure): string {
  const { people } = kase;
  const fact = measure.started ?? measure.facts[0]!;
  const named = (fact.data as { person: { pseudonym: string } }).person.pseudonym;
  const mother = people.motherOf(named);
  if (!mother) return people.current(named);
  const own = people.current(named);
  const birth = people.bornOn(named) ?? (own === named ? undefined : people.birthDate(own));
  const stillborn = people.death(named)?.beforeOrAtBirth === true;
  const endedBefore = birth !== undefined && measure.endDate !== '' && measure.endDate < birth;
  return own === named || stillborn || endedBefore ? people.current(mother) : own;
}

/**
 * The guardian whose number L201 asks for: a guardian, else a holder of custody, else unknown; unknown = the child's own number is
 * repeated (delivery format L201, FormynderCPRidentifikator). A relation that ended before the measure began does not count.
 */
export function guardianOf(kase: Case, measure: Measure): string {
  const child = identifierOf(kase, measure);
  const related = kase.people.related(child).filter((one) => heldSince(one, measure.startDate));
  const known = (relation: string): string | null | undefined =>
    related.findLast((one) => one.relation === relation && one.other)?.other;
  const guardian = known('guardian') ?? known('custody-holder');
  return guardian ? kase.people.current(guardian) : child;
}

/** A parent or sibling the measure is given to as well: one measure, the child is its key, counted once (IND-3.2.4b, R8). */
export function secondPersonOf(kase: Case, measure: Measure): { role: string; person: string } | undefined {
  const second = measure.started?.data.secondPerson;
  return (
    second && { person: kase.people.current((second.person as { pseudonym: string }).pseudonym), role: second.role }
  );
}
