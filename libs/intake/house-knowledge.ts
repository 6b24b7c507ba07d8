import { birthDateOf, looksLikeCpr, sexOf, sexOfAnonymous, validateIdentifier } from '#libs/identity';
import { isComplete, lookUp } from '#libs/reference';
import type { CodeVerdict, Knowledge, NumberKind } from './knowledge.js';

/** What the house knows: the code lists of the reference room, the numbers of the identity room. */
export const houseKnowledge: Knowledge = {
  judgeCode,
  identifierIsValid: (kind, number) => toldBy(kind, number).isValid,
  birthDateOf: (kind, number) => toldBy(kind, number).birthDate,
  sexOf: (kind, number) => toldBy(kind, number).sex,
  looksLikeCpr,
};

/** What a number tells by itself. */
interface Told {
  readonly isValid: boolean;
  readonly birthDate: ReturnType<Knowledge['birthDateOf']>;
  readonly sex: ReturnType<Knowledge['sexOf']>;
}

/** The number that was asked last: an event asks of its child's four times. */
let last: { readonly kind: NumberKind; readonly number: string; readonly told: Told } | undefined;

function toldBy(kind: NumberKind, number: string): Told {
  if (last?.number !== number || last.kind !== kind) last = { kind, number, told: readNumber(kind, number) };
  return last.told;
}

function readNumber(kind: NumberKind, number: string): Told {
  const isValid = validateIdentifier(kind, number).ok;
  // An anonymous number's serial says no century, and a person-id says nothing.
  const dated = kind === 'cpr' || kind === 'substitute';
  const sex = kind === 'anonymous' ? sexOfAnonymous(number) : dated ? sexOf(number) : undefined;
  return { isValid, birthDate: dated ? birthDateOf(number) : undefined, sex };
}

/** Only a list marked complete rejects; in the others what is not found is kept as sent. */
function judgeCode(list: string, code: string, onDate: string): CodeVerdict {
  const { state, entry } = lookUp(list, code, onDate);
  if (!isComplete(list)) return state === 'known' ? 'good' : 'unlisted';
  if (state === 'unknown') return 'unknown';
  if (entry?.aggregate || entry?.internal || entry?.reportable === false) return 'not-reportable';
  return state === 'known' ? 'good' : 'not-valid';
}
