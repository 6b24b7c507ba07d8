import type { EventType, Field } from '#libs/cases';
import type { Knowledge } from '../knowledge.js';
import type { Refusal } from '../port.js';
import { judgeCode } from './codes.js';
import { judgeText } from './cpr-misplaced.js';
import { judgeDate, judgeDateOrder } from './dates.js';
import { judgeByType } from './event-rules.js';
import { explainShape } from './explain-shape.js';
import { judgePerson } from './persons.js';
import { shapeCheckOf } from './shape.js';
import type { Case } from './judgement.js';
import { visitFields, type Content, type Visited } from './visit-fields.js';

/** What a value is judged by, by the kind of its field; what is not named is right when its shape is. */
const judges: Readonly<Partial<Record<Field['kind'], readonly ((visited: Visited, judged: Case) => void)[]>>> = {
  text: [judgeText],
  'event-id': [judgeText],
  code: [judgeText, judgeCode],
  codes: [judgeText, judgeCode],
  date: [judgeDate],
  part: [judgePerson],
};
const judgedKinds = new Set(Object.keys(judges) as Field['kind'][]);

/** Judges a content by its type: its shape and, when that is right, what its values say. Nothing but the content is asked. */
export function judgeContent(
  type: EventType,
  content: Content,
  pointer: string,
  today: string,
  knowledge: Knowledge,
): Refusal[] {
  const fits = shapeCheckOf(type);
  if (!fits(content)) return explainShape(type, content, pointer, fits.errors ?? []);
  const judged: Case = { type, content, pointer, today, knowledge, refusals: [] };
  visitFields(type.data, content, pointer, judgedKinds, (visited) => {
    for (const judge of judges[visited.field.kind]!) judge(visited, judged);
  });
  judgeDateOrder(judged);
  judgeByType(judged);
  return judged.refusals;
}
