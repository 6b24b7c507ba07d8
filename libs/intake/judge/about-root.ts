import { eventType, type EventType } from '#libs/cases';
import type { Knowledge } from '../knowledge.js';
import type { Refusal } from '../port.js';
import { refuse } from '../refusals.js';
import { judgeContent } from './judge-content.js';
import type { Content } from './visit-fields.js';

const aboutRoot = new Set(['correction', 'retraction']);

/** Whether an event speaks of another: a correction or a retraction. */
export const isAboutRoot = (type: EventType): boolean => aboutRoot.has(type.name);

/** The type of the root event; undefined where it is unknown or speaks of another event itself. */
export function rootTypeOf(data: Content): EventType | undefined {
  const type = eventType(data.type as string);
  return type && !isAboutRoot(type) ? type : undefined;
}

/** What a correction or retraction of the right shape must hold beyond it: that its target can be told from itself. */
export function judgeAboutRoot(type: EventType, data: Content, today: string, knowledge: Knowledge): Refusal[] {
  const root = rootTypeOf(data);
  if (!root) return [refuse('target-type', '/data/type')];
  return type.name === 'correction' ? judgeCorrection(root, data, today, knowledge) : judgeRetraction(root, data);
}

function judgeCorrection(root: EventType, data: Content, today: string, knowledge: Knowledge): Refusal[] {
  const content = data.content as Content;
  const refusals = judgeContent(root, content, '/data/content', today, knowledge);
  if (typeof content.reporter === 'string' && content.reporter !== data.reporter) {
    refusals.push(refuse('content-reporter', '/data/content/reporter'));
  }
  return refusals;
}

function judgeRetraction(root: EventType, data: Content): Refusal[] {
  const refusals: Refusal[] = [];
  if (root.family === 'reporter') {
    if (data.person !== undefined) refusals.push(refuse('retraction-of-reporter', '/data/person'));
    if (data.caseId !== undefined) refusals.push(refuse('retraction-of-reporter', '/data/caseId'));
    return refusals;
  }
  if (data.person === undefined) refusals.push(refuse('retraction-person', '/data/person'));
  if (root.family !== 'person' && data.caseId === undefined) refusals.push(refuse('retraction-case', '/data/caseId'));
  return refusals;
}
