import { textOf } from './judgement.js';
import type { Content } from './visit-fields.js';

/**
 * The case within which an unborn child or an anonymous number names someone: the one its reference states, else the
 * event's, else (in a person's event) the one that the event's own person states.
 */
export function caseIdFor(reference: Content, content: Content): string | undefined {
  const person = content.person as Content | undefined;
  return textOf(reference, 'caseId') ?? textOf(content, 'caseId') ?? (person && textOf(person, 'caseId'));
}
