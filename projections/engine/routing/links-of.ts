import { personsIn, type Fact } from '#libs/cases';

interface Told {
  readonly type?: string;
  readonly content?: Record<string, unknown>;
  readonly caseId?: string;
  readonly newCaseId?: string;
  readonly person?: { readonly pseudonym: string };
  readonly newIdentifier?: { readonly pseudonym: string };
  readonly childIdentifier?: { readonly pseudonym: string };
  readonly other?: { readonly pseudonym: string };
}

/** What an event ties together, whether or not it is (still) true: routing only ever ties. */
export interface Links {
  /** Case tokens of one case. */
  readonly cases: readonly string[];
  /** Every person it names. */
  readonly persons: readonly string[];
  /** References said to be one person, or one child of one case. */
  readonly same: readonly string[];
}

const identity = new Set(['person-born', 'identifier-changed', 'persons-linked']);

/** Reads the links off an event or off the content of a correction. */
export function linksOf(fact: Fact): Links {
  const told = fact.data as unknown as Told;
  const type = fact.type === 'correction' || fact.type === 'retraction' ? told.type : fact.type;
  const content = (fact.type === 'correction' ? told.content : told) as Told | undefined;
  const persons = [...new Set([...personsIn(fact.data)].map(({ pseudonym }) => pseudonym))];
  const same = [content?.person?.pseudonym];
  if (fact.family === 'person' && identity.has(type ?? '')) {
    same.push(content?.newIdentifier?.pseudonym, content?.other?.pseudonym);
  }
  same.push(content?.childIdentifier?.pseudonym);
  const cases = type === 'case-continued-as' ? [content?.caseId, content?.newCaseId] : [];
  return { cases: present(cases), persons, same: present(same) };
}

/** True for an event that says who is who. */
export function isAboutIdentity(fact: Fact): boolean {
  return identity.has(fact.type) || identity.has((fact.data as unknown as Told).type ?? '');
}

const present = (texts: readonly (string | undefined)[]): string[] => texts.filter((text) => text !== undefined);
