import { normalise } from '#libs/identity';
import { caseIdFor } from '../judge/case-of-person.js';
import { textOf } from '../judge/judgement.js';
import type { Content } from '../judge/visit-fields.js';
import type { Knowledge, NumberKind } from '../knowledge.js';
import type { Claims } from './claims.js';
import { anonymousScopeOf, unbornScopeOf, type PersonRole } from './scopes.js';

/** The content a reference stands in, and whose it is. */
export interface Place {
  /** The case system whose ids the content uses. */
  readonly system: string;
  /** The case system that holds the content's own case id. */
  readonly caseSystem: string;
  readonly reporter: string;
  readonly content: Content;
  readonly knowledge: Knowledge;
}

/** How many characters L201's fields for a number hold. */
const l201Length = { min: 10, max: 16 };

/** A person as stored, to be filled with its pseudonym; and its claim. */
export interface ClaimedPerson {
  readonly claim: number;
  readonly stored: Record<string, unknown>;
}

/**
 * Turns a reference or an identifier into what is stored: pseudonym, kind, and what the number tells of birth date and sex.
 * @param childNumber of an identifier that has none of its own: that of the child it belongs to.
 */
export function storePerson(
  reference: Content,
  role: PersonRole,
  place: Place,
  claims: Claims,
  childNumber = 1,
): ClaimedPerson {
  const kind = reference.kind as NumberKind | 'unborn';
  const child = (reference.childNumber as number | undefined) ?? childNumber;
  const stored: Record<string, unknown> = {};
  const claim = claims.add(
    kind === 'unborn'
      ? { what: 'person', kind, scope: within(unbornScopeOf, reference, place, child) }
      : claimOfNumber(kind, reference.number as string, () =>
          within(
            (system, reporter, caseId, n) => anonymousScopeOf(system, reporter, caseId, role, n),
            reference,
            place,
            child,
          ),
        ),
  );
  // By name: the order in which the log writes them, so that it need not sort.
  const told = kind === 'unborn' ? {} : toldByNumber(kind, reference.number as string, place.knowledge);
  if (told.birthDate !== undefined) stored.birthDate = told.birthDate;
  stored.kind = kind;
  if (told.long) stored.long = true;
  if (kind === 'unborn') stored.mother = storePerson(reference.mother as Content, 'mother', place, claims).stored;
  claims.reserve(stored, 'pseudonym', claim);
  if (told.sex !== undefined) stored.sex = told.sex;
  if (told.short) stored.short = true;
  return { claim, stored };
}

function claimOfNumber(kind: NumberKind, number: string, scope: () => string): Parameters<Claims['add']>[0] {
  // Normalised here as well, so that two spellings of one number are one claim of the batch.
  const normal = normalise(number);
  return kind === 'anonymous'
    ? { what: 'person', kind, number: normal, scope: scope() }
    : { what: 'person', kind, number: normal };
}

/** What a number says of its person and of itself. */
interface Told {
  readonly birthDate?: string;
  readonly sex?: string;
  readonly long?: boolean;
  readonly short?: boolean;
}

function toldByNumber(kind: NumberKind, number: string, knowledge: Knowledge): Told {
  const { length } = normalise(number);
  return {
    birthDate: knowledge.birthDateOf(kind, number),
    sex: knowledge.sexOf(kind, number),
    long: length > l201Length.max,
    short: length < l201Length.min,
  };
}

/** The scope within the case that the reference, else the content, names. */
function within(
  scope: (system: string, reporter: string, caseId: string, childNumber: number) => string,
  reference: Content,
  { system, caseSystem, reporter, content }: Place,
  childNumber: number,
): string {
  const caseId = caseIdFor(reference, content) ?? '';
  return scope(caseId === textOf(content, 'caseId') ? caseSystem : system, reporter, caseId, childNumber);
}
