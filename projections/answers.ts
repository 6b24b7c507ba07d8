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

type Answers = Readonly<Record<string, unknown>>;

const known = new WeakMap<object, Answers>();

/** The fields of an event that are its own, as they were told: what a form prints and a timeline shows. Read once a content. */
export function answersOf(type: EventName, data: object): Answers {
  let answers = known.get(data);
  if (!answers) known.set(data, (answers = readAnswers(type, data)));
  return answers;
}

function readAnswers(type: EventName, data: object): Answers {
  const found = eventType(type);
  const answers: Record<string, unknown> = {};
  for (const { name } of found ? fieldsOf(found.data) : []) {
    const value = (data as Record<string, unknown>)[name];
    if (!common.has(name) && value !== undefined) answers[name] = value;
  }
  return answers;
}
