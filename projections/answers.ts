import { eventType, fieldsOf, type EventName } from '#libs/cases';

const common = new Set([
  'reporter',
  'sentAt',
  'person',
  'caseId',
  'caseSequence',
  'reportGroup',
  'identification',
  'payingMunicipality',
  'origin',
]);

/** The fields of an event that are its own, as they were told: what a form prints and a timeline shows. */
export function answersOf(type: EventName, data: unknown): Record<string, unknown> {
  const found = eventType(type);
  const answers: Record<string, unknown> = {};
  for (const { name } of found ? fieldsOf(found.data) : []) {
    const value = (data as Record<string, unknown>)[name];
    if (!common.has(name) && value !== undefined) answers[name] = value;
  }
  return answers;
}
