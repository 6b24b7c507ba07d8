import { isSection30 } from '#libs/reference';
import { refuse } from '../refusals.js';
import type { Case } from './judgement.js';

type Rule = (judged: Case) => void;

/** Rules of single event types that no field can say of itself. */
const rules: Readonly<Record<string, readonly Rule[]>> = {
  'placement-started': [actualStartHasHappened],
  'site-changed': [siteWasDecided],
  'support-started': [section30HasEnd],
  'period-changed': [periodIsGiven],
};

/** The rules of the content's own type. */
export function judgeByType(judged: Case): void {
  for (const rule of rules[judged.type.name] ?? []) rule(judged);
}

/** ANB-2.1c, R2: only a planned start may lie ahead. */
function actualStartHasHappened({ content, today, pointer, refusals }: Case): void {
  if (content.implementation === 'actual' && (content.startDate as string) > today) {
    refusals.push(refuse('actual-start-ahead', `${pointer}/startDate`));
  }
}

/** ANB-2.2.8b: a change of site is reported if and only if it was decided; of an offer or department always. */
function siteWasDecided({ content, pointer, refusals }: Case): void {
  if (content.change === 'site' && content.decisionDate === undefined) {
    refusals.push(refuse('site-decision-date', `${pointer}/decisionDate`));
  }
}

/** IND-3.2.9.3a; an end equal to the start stands for an end that is not known (IND-3.2.9.3b). */
function section30HasEnd({ content, pointer, refusals }: Case): void {
  if (isSection30(content.pgf as string) && content.endDate === undefined) {
    refusals.push(refuse('section-30-end', `${pointer}/endDate`));
  }
}

function periodIsGiven({ content, pointer, refusals }: Case): void {
  if (content.newStart === undefined && content.newEnd === undefined) {
    refusals.push(refuse('period-empty', `${pointer}/newEnd`));
  }
}
