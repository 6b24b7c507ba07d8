import { fieldsOf, type Field } from './field.js';

type Schema = Record<string, unknown>;

/** The JSON Schema (2020-12) of a DTO, nested parts inlined, unknown properties refused. */
export function jsonSchemaOf(type: new () => object): Schema {
  const properties: Record<string, Schema> = {};
  const required: string[] = [];
  for (const field of fieldsOf(type)) {
    properties[field.name] = fieldSchema(field);
    if (field.required !== false) required.push(field.name);
  }
  return { type: 'object', properties, required, additionalProperties: false };
}

function fieldSchema(field: Field): Schema {
  const described = { title: field.da ?? field.en, description: describe(field) };
  if (field.kind === 'part') return { ...described, ...jsonSchemaOf(field.type!()) };
  if (field.kind === 'parts') return { ...described, ...field.schema, items: jsonSchemaOf(field.type!()) };
  return { ...described, ...field.schema };
}

function describe(field: Field): string {
  const parts = [field.en];
  if (field.list) parts.push(`Code list: ${field.list}.`);
  if (field.mayLieAhead) parts.push('May lie ahead.');
  if (field.vaulted) parts.push('Kept in the vault; the log holds a token.');
  if (field.rules?.length) parts.push(`Rules: ${field.rules.join(', ')}.`);
  return parts.join(' ');
}

/** A good example of a DTO, built from the examples of its fields; optional fields only where `full`. */
export function exampleOf(type: new () => object, full = true): Record<string, unknown> {
  const example: Record<string, unknown> = {};
  for (const field of fieldsOf(type)) {
    if (field.required === false && (!full || field.example === undefined)) continue;
    if (field.example !== undefined) example[field.name] = field.example;
    else if (field.kind === 'part') example[field.name] = exampleOf(field.type!(), full);
    else if (field.kind === 'parts') example[field.name] = [exampleOf(field.type!(), full)];
    else throw new Error(`field ${field.name} of ${type.name} has no example`);
  }
  return example;
}
