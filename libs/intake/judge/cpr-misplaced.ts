import { Identifier, PersonReference } from '#libs/cases';
import type { Knowledge } from '../knowledge.js';
import { refuse } from '../refusals.js';
import { fieldsOnce, type Visited } from './visit-fields.js';
import type { Case } from './judgement.js';

const control = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]|\p{Surrogate}/u;

/** Whether a text holds a CPR number, which takes ten characters. */
export const holdsCpr = (text: string, knowledge: Knowledge): boolean =>
  text.length >= 10 && knowledge.looksLikeCpr(text);

/** The number fields of the parts that name persons: the only plain texts that may be a CPR number. */
const numberFields = new Set(
  [Identifier, PersonReference].flatMap((part) => fieldsOnce(part).filter((field) => field.name === 'number')),
);

const exempt = (field: Visited['field']): boolean =>
  field.vaulted !== undefined || numberFields.has(field) || field.name === 'pNumber';

/** A CPR number in a text that stays in the log, and characters that no file can carry. */
export function judgeText({ field, value, pointer }: Visited, { knowledge, refusals }: Case): void {
  if (field.kind !== 'text' && field.kind !== 'code' && field.kind !== 'codes' && field.kind !== 'event-id') return;
  const text = value as string;
  if (field.kind !== 'code' && field.kind !== 'codes' && control.test(text)) {
    refusals.push(refuse('control-characters', pointer));
  } else if (!exempt(field) && holdsCpr(text, knowledge)) {
    refusals.push(refuse('cpr-misplaced', pointer));
  }
}
