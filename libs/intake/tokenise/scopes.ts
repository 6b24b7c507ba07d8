/**
 * Within what a vaulted text names something. Written as lines: neither a system, a reporter nor a judged text holds a line
 * feed, so two scopes are the same text only when all their parts are.
 */

/** Of case ids, measure ids, site references, report groups, Identifikation and names. */
export const scopeOf = (system: string, reporter: string): string => `${system}\n${reporter}`;

/**
 * Of the case id of a former system, which is not named: kept apart from the present ids, for the two may be equal by chance.
 */
export const formerScopeOf = (system: string, reporter: string): string => `${system}\n${reporter}\nformer`;

/** Of an unborn child: one of one case (ANB-2.2.1a, IND-3.2.5a), twins by number (R9). */
export const unbornScopeOf = (system: string, reporter: string, caseId: string, childNumber: number): string =>
  [system, reporter, caseId, childNumber].join('\n');

/** What a person is in an event; an anonymous number names somebody only so. */
export type PersonRole = 'child' | 'mother' | 'father' | 'custody-holder' | 'guardian' | 'parent' | 'sibling';

/** Of an anonymous number, which many persons share: one role in one case. */
export const anonymousScopeOf = (
  system: string,
  reporter: string,
  caseId: string,
  role: PersonRole,
  childNumber: number,
): string => [system, reporter, caseId, role, childNumber].join('\n');
