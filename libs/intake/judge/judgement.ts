import type { EventType } from '#libs/cases';
import type { Knowledge } from '../knowledge.js';
import type { Refusal } from '../port.js';
import type { Content } from './visit-fields.js';

/** An event's content under judgement: that of the event itself, or of the one a correction carries. */
export interface Case {
  readonly type: EventType;
  readonly content: Content;
  /** JSON pointer to the content. */
  readonly pointer: string;
  /** The day it is judged on, in Copenhagen. */
  readonly today: string;
  readonly knowledge: Knowledge;
  /** What was found wrong so far. */
  readonly refusals: Refusal[];
}

/** The text of a field of the content, or undefined. */
export function textOf(content: Content, name: string): string | undefined {
  const value = content[name];
  return typeof value === 'string' ? value : undefined;
}
