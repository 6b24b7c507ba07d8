import { Identifier, PersonReference } from '#libs/cases';
import { refuse } from '../refusals.js';
import type { NumberKind } from '../knowledge.js';
import type { Content, Visited } from './visit-fields.js';
import type { Case } from './judgement.js';
import { caseIdFor } from './case-of-person.js';

/** A reference to a person, or a number: complete, of the form of its kind, and not of somebody yet to be born. */
export function judgePerson(visited: Visited, judged: Case): void {
  const part = visited.field.type!();
  const value = visited.value as Content;
  if (part === PersonReference) judgeReference(value, visited.pointer, judged);
  else if (part === Identifier) judgeNumber(value, visited.pointer, judged);
}

function judgeReference(reference: Content, pointer: string, judged: Case): void {
  if (reference.kind === 'unborn') {
    if (reference.number !== undefined) judged.refusals.push(refuse('number-of-unborn', `${pointer}/number`));
    if (reference.mother === undefined) judged.refusals.push(refuse('mother-missing', `${pointer}/mother`));
    requireCase(reference, pointer, judged);
    return;
  }
  if (reference.mother !== undefined) judged.refusals.push(refuse('mother-of-born', `${pointer}/mother`));
  if (reference.number === undefined) judged.refusals.push(refuse('number-missing', `${pointer}/number`));
  else judgeNumber(reference, pointer, judged);
}

function judgeNumber(identifier: Content, pointer: string, judged: Case): void {
  const { knowledge, refusals, today } = judged;
  const kind = identifier.kind as NumberKind;
  const number = identifier.number as string;
  if (kind === 'anonymous') requireCase(identifier, pointer, judged);
  if (!knowledge.identifierIsValid(kind, number)) {
    refusals.push(refuse('identifier-invalid', `${pointer}/number`));
    return;
  }
  const birth = knowledge.birthDateOf(kind, number);
  if (birth !== undefined && birth > today) refusals.push(refuse('birth-ahead', `${pointer}/number`));
}

/** What names somebody only within a case needs the case. */
function requireCase(reference: Content, pointer: string, judged: Case): void {
  if (caseIdFor(reference, judged.content) !== undefined) return;
  const inOwn = pointer.endsWith('/person') || pointer.endsWith('/other');
  judged.refusals.push(refuse('case-of-person', inOwn ? `${pointer}/caseId` : `${judged.pointer}/person/caseId`));
}
