import { birthDateOf, looksLikeCpr, sexOf, sexOfAnonymous, validateIdentifier } from '#libs/identity';
import { isComplete, lookUp } from '#libs/reference';
import type { CodeVerdict, Knowledge } from './knowledge.js';

/** What the house knows: the code lists of the reference room, the numbers of the identity room. */
export const houseKnowledge: Knowledge = {
  judgeCode,
  identifierIsValid: (kind, number) => validateIdentifier(kind, number).ok,
  // An anonymous number's serial says no century, and a person-id says nothing.
  birthDateOf: (kind, number) => (kind === 'cpr' || kind === 'substitute' ? birthDateOf(number) : undefined),
  sexOf: (kind, number) => {
    if (kind === 'anonymous') return sexOfAnonymous(number);
    return kind === 'cpr' || kind === 'substitute' ? sexOf(number) : undefined;
  },
  looksLikeCpr,
};

/** Only a list marked complete rejects; in the others what is not found is kept as sent. */
function judgeCode(list: string, code: string, onDate: string): CodeVerdict {
  const { state, entry } = lookUp(list, code, onDate);
  if (!isComplete(list)) return state === 'known' ? 'good' : 'unlisted';
  if (state === 'unknown') return 'unknown';
  if (entry?.aggregate || entry?.internal || entry?.reportable === false) return 'not-reportable';
  return state === 'known' ? 'good' : 'not-valid';
}
