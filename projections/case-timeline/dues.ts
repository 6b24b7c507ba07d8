import {
  foldForms,
  readMeasures,
  readPlacements,
  reportableEvents,
  type Case,
  type LiveFact,
  type Side,
} from '#libs/cases';
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

export type Deadline = Omit<Due, 'daysLate'>;

type Deadlines = ReadonlyMap<string, readonly Deadline[]>;

/** By when a fact in force had to be reported, by its root: what no form, extract or delivery asks for has no deadline. */
export function deadlinesOf(kase: Case): (root: string) => readonly Deadline[] {
  const [placements, measures] = [placementDeadlines(kase), supportDeadlines(kase)];
  return (root) => placements.get(root) ?? measures.get(root) ?? none;
}

const none: readonly Deadline[] = [];

type Add = (root: string, rule: string, date: string) => void;

/** Read again only when what the family reads of the case has changed. */
const keep =
  (side: Side, read: (kase: Case, add: Add) => void) =>
  (kase: Case): Deadlines =>
    kase.sides[side].get('deadlines', () => {
      const deadlines = new Map<string, Deadline[]>();
      read(kase, (root, rule, date) => void deadlines.set(root, [...(deadlines.get(root) ?? none), { rule, date }]));
      return deadlines;
    });

const placementDeadlines = keep('placement', (kase, add) => {
  const { placements, appeals } = readPlacements(kase);
  for (const { fact, date } of reportableEvents(kase, placements, appeals))
    add(fact.root, deadlineRules.placement, placementEventDue(date));
  for (const { events } of foldForms(kase, placements, appeals).forms)
    for (const { fact } of events) add(fact.root, formRule(fact), formDue(fact.date));
});

const supportDeadlines = keep('support', (kase, add) => {
  for (const measure of readMeasures(kase).measures)
    for (const { date, body } of supportEvents(kase, measure))
      add(
        String(body['root']),
        supportDueRule(body['event'] === 'support-started' ? 'started' : 'changed'),
        supportEventDue(date),
      );
});

/** Four weeks from the event (SKE-3a), of what was changed on appeal from the decision on it (SKE-3b, R25). */
const formRule = (fact: LiveFact): string =>
  fact.type === 'appeal-decided' ? deadlineRules.appealForm : deadlineRules.form;

/** How early or late what was told on a day came. */
export const duesOf = (deadlines: readonly Deadline[], recordedOn: string): Due[] =>
  deadlines.map(({ rule, date }) => ({ date, daysLate: daysBetween(date, recordedOn), rule }));
