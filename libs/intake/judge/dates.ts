import { refuse } from '../refusals.js';
import type { Visited } from './visit-fields.js';
import { textOf, type Case } from './judgement.js';

/** A date that may not lie ahead does. That it exists is part of its shape. */
export function judgeDate(visited: Visited, { today, refusals }: Case): void {
  const { field, value } = visited;
  if (!field.mayLieAhead && (value as string) > today) refusals.push(refuse('date-ahead', visited.pointer));
}

/** Pairs of dates of one event of which the second cannot lie before the first, by event type. */
const order: Readonly<Record<string, readonly [earlier: string, later: string]>> = {
  'support-started': ['startDate', 'endDate'],
  'period-changed': ['newStart', 'newEnd'],
  'submitted-to-committee': ['submissionDate', 'outcomeDate'],
  'person-related': ['from', 'to'],
};

/** An event's own dates against each other. A decision after its effect is no error: that is how decisions are ratified. */
export function judgeDateOrder({ type, content, pointer, refusals }: Case): void {
  const pair = order[type.name];
  if (!pair) return;
  const [earlier, later] = [textOf(content, pair[0]), textOf(content, pair[1])];
  if (earlier !== undefined && later !== undefined && later < earlier) {
    refusals.push(refuse('dates-reversed', `${pointer}/${pair[1]}`, pair[0]));
  }
}
