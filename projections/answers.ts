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
  const own = ownFieldsOf(type);
  const answers: Record<string, unknown> = {};
  for (const name in data) if (own.has(name)) answers[name] = (data as Record<string, unknown>)[name];
  return answers;
}

const ownFields = new Map<EventName, ReadonlySet<string>>();

function ownFieldsOf(type: EventName): ReadonlySet<string> {
  let own = ownFields.get(type);
  if (!own) {
    const found = eventType(type);
    const names = found ? fieldsOf(found.data).map(({ name }) => name) : [];
    ownFields.set(type, (own = new Set(names.filter((name) => !common.has(name)))));
  }
  return own;
}
