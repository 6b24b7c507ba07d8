import { eventType, type EventName } from '#libs/cases';
import { daysBetween, formDue, placementEventDue, supportEventDue } from '#libs/reference';

/** A due date by rule; `daysLate` below zero = that many days early. */
export interface Due {
  readonly rule: string;
  readonly date: string;
  readonly daysLate: number;
}

const neverDue: readonly EventName[] = ['appeal-lodged', 'site-chosen', 'foster-family-status-changed'];
const formOnly: readonly EventName[] = ['placement-followed-up', 'submitted-to-committee', 'case-closed'];
const supportReported: readonly EventName[] = [
  'support-started',
  'offer-changed',
  'period-changed',
  'measure-code-changed',
  'support-ceased',
];

/** When what happened on a day had to be reported: the quarterly extract and the form each by its own rule. */
export function duesOf(type: EventName, date: string, recordedOn: string): Due[] {
  const due = (rule: string, day: string): Due => ({ rule, date: day, daysLate: daysBetween(day, recordedOn) });
  if (date === '' || neverDue.includes(type)) return [];
  const family = eventType(type)?.family;
  if (family === 'support') {
    if (!supportReported.includes(type)) return [];
    return [due(type === 'support-started' ? 'IND-3.3a' : 'R1', supportEventDue(date))];
  }
  if (family !== 'placement') return [];
  const form = due(type === 'appeal-decided' ? 'SKE-3b' : 'SKE-3a', formDue(date));
  return formOnly.includes(type) ? [form] : [due('ANB-2.3a', placementEventDue(date)), form];
}
