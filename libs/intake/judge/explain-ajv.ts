import type { Refusal } from '../port.js';
import { refuse, type SentenceKey } from '../refusals.js';
import type { ShapeError } from './shape.js';
import { safePointer } from './safe-pointer.js';

const sentenceOfType: Readonly<Record<string, SentenceKey>> = {
  string: 'not-text',
  boolean: 'not-flag',
  integer: 'not-count',
  object: 'not-object',
  array: 'not-list',
};

const sentenceOfKeyword: Readonly<Record<string, SentenceKey>> = {
  format: 'not-a-date',
  pattern: 'text-form',
  minLength: 'text-length',
  maxLength: 'text-length',
  minItems: 'list-length',
  maxItems: 'list-length',
  minimum: 'not-count',
  maximum: 'not-count',
};

/** One finding of Ajv as a refusal. */
export function explainAjv(error: ShapeError, pointer: string): Refusal {
  // The path is safe: Ajv walks only into members that the schema names.
  const at = pointer + error.instancePath;
  const params = error.params as Record<string, unknown>;
  switch (error.keyword) {
    case 'required':
      return refuse('required', safePointer(at, String(params.missingProperty)));
    case 'additionalProperties':
      return refuse('unknown-field', safePointer(at, String(params.additionalProperty)));
    case 'enum':
      return refuse('not-a-choice', at, (params.allowedValues as string[]).join(', '));
    case 'type':
      return refuse(sentenceOfType[String(params.type)] ?? 'shape', at);
    default:
      return refuse(sentenceOfKeyword[error.keyword] ?? 'shape', at);
  }
}
