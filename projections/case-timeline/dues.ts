import { foldForms, readMeasures, readPlacements, reportableEvents, type Case, type LiveFact } from '#libs/cases';
import {
  daysBetween,
  deadlineRules,
  formDue,
  placementEventDue,
  supportDueRule,
  supportEventDue,
} from '#libs/reference';
import { supportEvents } from '../support/support-event.js';

/** A due date by rule; `daysLate` below zero = that many days early. */
export interface Due {
  readonly rule: string;
  readonly date: string;
  readonly daysLate: number;
}

type Deadline = Omit<Due, 'daysLate'>;

/** By when each fact in force had to be reported, by its root: what no form, extract or delivery asks for has no deadline. */
export function deadlinesOf(kase: Case): ReadonlyMap<string, readonly Deadline[]> {
  const deadlines = new Map<string, Deadline[]>();
  const add = (root: string, rule: string, date: string): void =>
    void deadlines.set(root, [...(deadlines.get(root) ?? []), { rule, date }]);
  const { placements, appeals } = readPlacements(kase);
  for (const { fact, date } of reportableEvents(kase, placements, appeals))
    add(fact.root, deadlineRules.placement, placementEventDue(date));
  for (const { events } of foldForms(kase, placements, appeals).forms)
    for (const { fact } of events) add(fact.root, formRule(fact), formDue(fact.date));
  for (const measure of readMeasures(kase).measures)
    for (const { date, body } of supportEvents(kase, measure))
      add(
        String(body['root']),
        supportDueRule(body['event'] === 'support-started' ? 'started' : 'changed'),
        supportEventDue(date),
      );
  return deadlines;
}

/** Four weeks from the event (SKE-3a), of what was changed on appeal from the decision on it (SKE-3b, R25). */
const formRule = (fact: LiveFact): string =>
  fact.type === 'appeal-decided' ? deadlineRules.appealForm : deadlineRules.form;

/** How early or late what was told on a day came. */
export const duesOf = (deadlines: readonly Deadline[], recordedOn: string): Due[] =>
  deadlines.map(({ rule, date }) => ({ rule, date, daysLate: daysBetween(date, recordedOn) }));
