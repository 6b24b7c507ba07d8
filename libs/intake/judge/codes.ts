import { refuse, type SentenceKey } from '../refusals.js';
import type { CodeVerdict } from '../knowledge.js';
import type { Visited } from './visit-fields.js';
import { textOf, type Case } from './judgement.js';

const sentenceOf: Readonly<Partial<Record<CodeVerdict, SentenceKey>>> = {
  unknown: 'code-unknown',
  'not-valid': 'code-not-valid',
  'not-reportable': 'code-not-reportable',
};

/** A code against its list on the date it is judged on. What only an incomplete list lacks is kept as sent. */
export function judgeCode(visited: Visited, judged: Case): void {
  const list = listOf(visited);
  const verdict = judged.knowledge.judgeCode(list, visited.value as string, dateOf(visited, judged));
  const sentence = sentenceOf[verdict];
  if (sentence) judged.refusals.push(refuse(sentence, visited.pointer, list));
}

/** A type of site is a code of the list that the site names: the two published numberings are never mixed. */
function listOf({ field, parent }: Visited): string {
  return field.list!.startsWith('(') ? (textOf(parent, 'list') ?? '') : field.list!;
}

/** The date of the field named by `judgedOn` (beside the code, or of the event), else the event's own, else today. */
function dateOf({ field, parent }: Visited, { type, content, today }: Case): string {
  const named = field.judgedOn && (textOf(parent, field.judgedOn) ?? textOf(content, field.judgedOn));
  return named || (type.date !== null && textOf(content, type.date)) || today;
}
