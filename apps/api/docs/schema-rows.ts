import type { Schema } from '../operations/operation.js';

/** One member of a schema, nested ones by their path. */
export interface SchemaRow {
  readonly path: string;
  readonly required: boolean;
  readonly form: string;
  readonly text: string;
}

/** The members of a schema, those of nested objects and lists after it. */
export function schemaRows(schema: Schema, prefix = ''): SchemaRow[] {
  const properties = (schema['properties'] ?? {}) as Record<string, Schema>;
  const required = (schema['required'] ?? []) as readonly string[];
  return Object.entries(properties).flatMap(([name, member]) => {
    const path = `${prefix}${name}`;
    const text = String(member['description'] ?? '');
    return [{ path, required: required.includes(name), form: formOf(member), text }, ...nested(member, path)];
  });
}

function nested(member: Schema, path: string): SchemaRow[] {
  const items = member['items'] as Schema | undefined;
  const inner = (member['anyOf'] as readonly Schema[] | undefined)?.[0];
  if (items) return schemaRows(items, `${path}[].`);
  return inner ? nested(inner, path) : schemaRows(member, `${path}.`);
}

const inWords: Readonly<Record<string, string>> = { string: 'text', integer: 'whole number', boolean: 'true | false' };

/** The form of a value in a few words. */
export function formOf(schema: Schema): string {
  const { type, enum: words, const: only, format, pattern, anyOf, items, minimum, maximum, maxLength } = schema;
  if (only !== undefined) return JSON.stringify(only);
  if (Array.isArray(words)) return words.join(' | ');
  if (Array.isArray(anyOf)) return anyOf.map((one) => formOf(one as Schema)).join(' or ');
  if (type === 'array') return `list of ${formOf((items ?? {}) as Schema)}`;
  if (format === 'date') return 'date YYYY-MM-DD';
  if (typeof pattern === 'string') return pattern;
  if (typeof minimum === 'number' && typeof maximum === 'number') return `whole number ${minimum}–${maximum}`;
  if (typeof maxLength === 'number') return `text, at most ${maxLength}`;
  return inWords[String(type)] ?? String(type ?? 'anything');
}
