import 'reflect-metadata';
import { applyDecorators } from './apply-decorators.js';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsDefined,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { Type } from 'class-transformer';
import { IsPlainDate } from './is-plain-date.js';

/** What a vaulted text becomes in the log; see the identity room. */
export type Vaulted = 'case' | 'measure' | 'site' | 'report-group' | 'identification' | 'name';

type Constructor = new () => object;

/** What every field says of itself: for the catalogue, the JSON Schema and the example. */
export interface FieldInfo {
  readonly en: string;
  /** The Danish official term, where one exists. */
  readonly da?: string;
  /** Default true. An optional field may be absent, never null. */
  readonly required?: boolean;
  /** Rule ids and readings the field serves. */
  readonly rules?: readonly string[];
  readonly example?: unknown;
}

/** A field of an event as declared on its DTO: the one source of validation, JSON Schema, catalogue and example. */
export interface Field extends FieldInfo {
  readonly name: string;
  readonly kind:
    | 'text'
    | 'date'
    | 'instant'
    | 'code'
    | 'codes'
    | 'choice'
    | 'flag'
    | 'count'
    | 'part'
    | 'parts'
    | 'uuid'
    | 'event-id'
    | 'content';
  readonly schema: Readonly<Record<string, unknown>>;
  readonly type?: () => Constructor;
  /** Code list the value is looked up in. */
  readonly list?: string;
  /** Name of the sibling field whose date the code is judged on; the event's own date where it is absent. */
  readonly judgedOn?: string;
  /** Date fields: may lie after the day of recording. */
  readonly mayLieAhead?: boolean;
  readonly vaulted?: Vaulted;
  /** Of an event id: the sibling field that names its case system; the sender's own where it is absent. */
  readonly systemField?: string;
}

const registry = new WeakMap<object, Field[]>();

/** Asked for at every fold; forgotten while types are still being declared. */
const ofType = new Map<Constructor, readonly Field[]>();

/** The fields of a DTO, those of its parent classes first, in the order of declaration. */
export function fieldsOf(type: Constructor): readonly Field[] {
  const known = ofType.get(type);
  if (known) return known;
  const own = registry.get(type.prototype as object) ?? [];
  const parent = Object.getPrototypeOf(type) as Constructor;
  const inherited = parent?.prototype ? fieldsOf(parent) : [];
  const fields = [...inherited.filter((field) => !own.some((mine) => mine.name === field.name)), ...own];
  ofType.set(type, fields);
  return fields;
}

function declare(field: Omit<Field, 'name'>, ...validators: PropertyDecorator[]): PropertyDecorator {
  return (target, name) => {
    const fields = registry.get(target) ?? [];
    fields.push({ ...field, name: String(name) });
    registry.set(target, fields);
    ofType.clear();
    applyDecorators(field.required === false ? IsOptional() : IsDefined(), ...validators)(target, name);
  };
}

/** A short text; `vaulted` texts leave the event for the vault and a token stays. */
export const Text = (info: FieldInfo & { max?: number; pattern?: RegExp; vaulted?: Vaulted }): PropertyDecorator => {
  const { max = 100, pattern, ...rest } = info;
  const schema = { type: 'string', minLength: 1, maxLength: max, ...(pattern && { pattern: pattern.source }) };
  const matches = pattern ? [Matches(pattern)] : [];
  return declare({ ...rest, kind: 'text', schema }, IsString(), MinLength(1), MaxLength(max), ...matches);
};

/** A plain Danish calendar date, YYYY-MM-DD. */
export const DateField = (info: FieldInfo & { mayLieAhead?: boolean }): PropertyDecorator =>
  declare({ ...info, kind: 'date', schema: { type: 'string', format: 'date' } }, IsPlainDate());

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;

/** An RFC 3339 instant with offset. */
export const Instant = (info: FieldInfo): PropertyDecorator =>
  declare(
    { ...info, kind: 'instant', schema: { type: 'string', pattern: instant.source, maxLength: 40 } },
    IsString(),
    Matches(instant),
    MaxLength(40),
  );

const codePattern = /^[A-Za-z0-9ÆØÅæøå.§ -]{1,40}$/;

/** A code of a list of the reference room; only a list marked complete rejects. */
export const Code = (info: FieldInfo & { list: string; judgedOn?: string }): PropertyDecorator =>
  declare(
    { ...info, kind: 'code', schema: { type: 'string', pattern: codePattern.source } },
    IsString(),
    Matches(codePattern),
  );

/** One or more codes of a list. */
export const Codes = (info: FieldInfo & { list: string; judgedOn?: string; max?: number }): PropertyDecorator => {
  const { max = 30, ...rest } = info;
  const schema = { type: 'array', minItems: 1, maxItems: max, items: { type: 'string', pattern: codePattern.source } };
  return declare(
    { ...rest, kind: 'codes', schema },
    IsArray(),
    ArrayMinSize(1),
    ArrayMaxSize(max),
    IsString({ each: true }),
    Matches(codePattern, { each: true }),
  );
};

/** One of a closed set of words of ours. */
export const Choice = (info: FieldInfo & { of: readonly string[] }): PropertyDecorator => {
  const { of, ...rest } = info;
  return declare({ ...rest, kind: 'choice', schema: { type: 'string', enum: [...of] } }, IsIn([...of]));
};

/** Yes or no. */
export const Flag = (info: FieldInfo): PropertyDecorator =>
  declare({ ...info, kind: 'flag', schema: { type: 'boolean' } }, IsBoolean());

/** A whole number within bounds. */
export const Count = (info: FieldInfo & { min: number; max: number }): PropertyDecorator => {
  const { min, max, ...rest } = info;
  const schema = { type: 'integer', minimum: min, maximum: max };
  return declare({ ...rest, kind: 'count', schema }, IsInt(), Min(min), Max(max));
};

const uuid = /^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$/;

/** A UUID in the usual hyphenated form. */
export const Uuid = (info: FieldInfo): PropertyDecorator =>
  declare({ ...info, kind: 'uuid', schema: { type: 'string', pattern: uuid.source } }, IsString(), Matches(uuid));

/** The sender's id of another event; the log keeps the UUID made of the case system and this id. */
export const EventId = (info: FieldInfo & { systemField?: string }): PropertyDecorator =>
  declare(
    { ...info, kind: 'event-id', schema: { type: 'string', minLength: 1, maxLength: 128 } },
    IsString(),
    MinLength(1),
    MaxLength(128),
  );

/** The whole content of another event, judged by that event's own DTO. */
export const Content = (info: FieldInfo): PropertyDecorator =>
  declare({ ...info, kind: 'content', schema: { type: 'object' } }, IsObject());

/** A nested object. */
export const Part = (info: FieldInfo & { type: () => Constructor }): PropertyDecorator =>
  declare({ ...info, kind: 'part', schema: { type: 'object' } }, ValidateNested(), Type(info.type));

/** A list of nested objects. */
export const Parts = (info: FieldInfo & { type: () => Constructor; max: number }): PropertyDecorator =>
  declare(
    { ...info, kind: 'parts', schema: { type: 'array', minItems: 1, maxItems: info.max } },
    IsArray(),
    ArrayMinSize(1),
    ArrayMaxSize(info.max),
    ValidateNested({ each: true }),
    Type(info.type),
  );
