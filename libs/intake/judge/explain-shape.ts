import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import type { EventType } from '#libs/cases';
import type { Refusal } from '../port.js';
import { refuse, type SentenceKey } from '../refusals.js';
import { fieldsOnce, type Content } from './visit-fields.js';
import type { ShapeError } from './shape.js';
import { explainAjv } from './explain-ajv.js';
import { safePointer } from './safe-pointer.js';

type Dto = new () => object;

/** Names of class-validator's constraints → our sentence; the first that failed by this order speaks. */
const sentenceOf: readonly (readonly [constraint: string, key: SentenceKey])[] = [
  ['isDefined', 'required'],
  ['whitelistValidation', 'unknown-field'],
  ['isArray', 'not-list'],
  ['arrayMinSize', 'list-length'],
  ['arrayMaxSize', 'list-length'],
  ['nestedValidation', 'not-object'],
  ['isObject', 'not-object'],
  ['isString', 'not-text'],
  ['isBoolean', 'not-flag'],
  ['isInt', 'not-count'],
  ['min', 'not-count'],
  ['max', 'not-count'],
  ['isPlainDate', 'not-a-date'],
  ['isIn', 'not-a-choice'],
  ['minLength', 'text-length'],
  ['maxLength', 'text-length'],
  ['matches', 'text-form'],
];

/** Required lists of causes, whose lack is a rule of the guidance. */
const causes: Readonly<Record<string, SentenceKey>> = {
  'placement-decided': 'causes-placement',
  'support-started': 'causes-support',
};

/**
 * Says what is wrong with a shape that Ajv refused: class-validator's findings on the DTO, field by field, or Ajv's own
 * where the DTO finds nothing (it lets null pass in an optional field, and a list where one part is meant).
 */
export function explainShape(
  type: EventType,
  content: Content,
  pointer: string,
  ajv: readonly ShapeError[],
): Refusal[] {
  const found: Refusal[] = [];
  const errors = classErrors(type.data, content);
  collect(errors, type.data, pointer, found);
  const refusals = found.length > 0 ? found : ajv.map((error) => explainAjv(error, pointer));
  return isMissing(content.causes) ? refusals.map((refusal) => byGuidance(type, pointer, refusal)) : refusals;
}

/** What class-validator says of a content; empty when it finds nothing wrong. */
export function classErrors(dto: Dto, content: Content): ValidationError[] {
  const instance = plainToInstance(dto, content, { exposeUnsetFields: false });
  return validateSync(instance, { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true });
}

function collect(errors: readonly ValidationError[], dto: Dto | undefined, pointer: string, into: Refusal[]): void {
  for (const { property, constraints, children } of errors) {
    const field = dto && fieldsOnce(dto).find(({ name }) => name === property);
    const at = safePointer(pointer, property);
    const sentence = constraints && sentenceOf.find(([name]) => name in constraints)?.[1];
    if (sentence) into.push(refuse(sentence, at, sentence === 'not-a-choice' ? choicesOf(field?.schema) : ''));
    else if (constraints) into.push(refuse('shape', at));
    // An entry of a list is named by its index and has the DTO of the list itself.
    collect(children ?? [], field?.type?.() ?? (/^\d+$/.test(property) ? dto : undefined), at, into);
  }
}

const choicesOf = (schema: Readonly<Record<string, unknown>> | undefined): string =>
  ((schema?.enum as string[] | undefined) ?? []).join(', ');

const isMissing = (causes: unknown): boolean =>
  causes === undefined || causes === null || (Array.isArray(causes) && causes.length === 0);

function byGuidance(type: EventType, pointer: string, refusal: Refusal): Refusal {
  const key = causes[type.name];
  return key && refusal.field === `${pointer}/causes` ? refuse(key, refusal.field) : refusal;
}
