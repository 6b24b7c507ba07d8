import type { EventType } from '#libs/cases';
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
import { visitFields, type Content } from './visit-fields.js';

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
  visitFields(type.data, content, pointer, (visited) => {
    judgeText(visited, judged);
    judgeDate(visited, judged);
    judgeCode(visited, judged);
    judgePerson(visited, judged);
  });
  judgeDateOrder(judged);
  judgeByType(judged);
  return judged.refusals;
}
