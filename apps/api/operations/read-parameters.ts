import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { fieldsOf, type Field } from '#libs/cases';
import type { Dto } from './operation.js';

/** A parameter or member that does not have its form, by the name we gave it. */
export interface Wrong {
  readonly name: string;
  readonly en: string;
}

export type Read<T> = { readonly value: T } | { readonly wrong: readonly Wrong[] };

/** Text as it came in a URL, by the kind of its field. What is no number or flag stays text and is found wrong. */
function converted(field: Field, text: unknown): unknown {
  if (field.kind === 'count' && typeof text === 'string' && /^\d{1,15}$/.test(text)) return Number(text);
  if (field.kind === 'flag' && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}

/** Reads the values of a URL into a DTO; names that are not declared are left to the caller. */
export function readTexts<T extends object>(dto: Dto, values: Readonly<Record<string, unknown>>): Read<T> {
  const plain: Record<string, unknown> = {};
  for (const field of fieldsOf(dto)) {
    if (Object.hasOwn(values, field.name)) plain[field.name] = converted(field, values[field.name]);
  }
  return validated<T>(dto, plain);
}

/** Validates a plain object by its DTO. A value that is wrong is named, never repeated. */
export function validated<T extends object>(dto: Dto, plain: Readonly<Record<string, unknown>>): Read<T> {
  const instance = plainToInstance(dto, plain) as T;
  const names = new Set(validateSync(instance).map(({ property }) => property));
  const wrong = fieldsOf(dto)
    .filter(({ name }) => names.has(name))
    .map((field) => ({ name: field.name, en: `${field.en} ${formOf(field)}` }));
  return wrong.length > 0 ? { wrong } : { value: instance };
}

/** The form of a field in words. */
function formOf({ schema, kind, required }: Field): string {
  const { enum: words, minimum, maximum, pattern, maxLength } = schema as Record<string, unknown>;
  const need = required === false ? '' : 'Required. ';
  if (Array.isArray(words)) return `${need}One of: ${words.join(', ')}.`;
  if (kind === 'date') return `${need}A date that exists, YYYY-MM-DD.`;
  if (kind === 'count') return `${need}A whole number from ${String(minimum)} to ${String(maximum)}.`;
  if (kind === 'flag') return `${need}true or false.`;
  if (kind === 'content') return `${need}A JSON object of short texts.`;
  if (typeof pattern === 'string') return `${need}Form: ${pattern}`;
  return `${need}A text of 1 to ${String(maxLength)} characters.`;
}
