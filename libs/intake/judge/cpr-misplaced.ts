import { Identifier, PersonReference } from '#libs/cases';
import type { Knowledge } from '../knowledge.js';
import { refuse } from '../refusals.js';
import { fieldsOnce, type Visited } from './visit-fields.js';
import type { Case } from './judgement.js';

const control = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]|\p{Surrogate}/u;

/** Whether a text holds a CPR number: ten digits, however they are written. */
export const holdsCpr = (text: string, knowledge: Knowledge): boolean =>
  mayHoldTenDigits(text) && knowledge.looksLikeCpr(text);

/** False only where it is certain: in ASCII a digit is one of ten characters. Looking closely takes ten times as long. */
function mayHoldTenDigits(text: string): boolean {
  if (text.length < 10) return false;
  let digits = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code > 0x7f) return true;
    if (code >= 0x30 && code <= 0x39) digits++;
  }
  return digits >= 10;
}

/** The number fields of the parts that name persons: the only plain texts that may be a CPR number. */
const numberFields = new Set(
  [Identifier, PersonReference].flatMap((part) => fieldsOnce(part).filter((field) => field.name === 'number')),
);

const exempt = (field: Visited['field']): boolean =>
  field.vaulted !== undefined || numberFields.has(field) || field.name === 'pNumber';

/** A CPR number in a text that stays in the log, and characters that no file can carry. */
export function judgeText(visited: Visited, { knowledge, refusals }: Case): void {
  const { field } = visited;
  const text = visited.value as string;
  if (field.kind !== 'code' && field.kind !== 'codes' && control.test(text)) {
    refusals.push(refuse('control-characters', visited.pointer));
  } else if (!exempt(field) && holdsCpr(text, knowledge)) {
    refusals.push(refuse('cpr-misplaced', visited.pointer));
  }
}
