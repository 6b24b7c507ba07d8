import { build } from '#apps/house';
import { eventTypes, exampleOf, fieldsOf, jsonSchemaOf } from '#libs/cases';
import { anyEventSchema, envelopeSchema, schemaName } from '../events/event-schemas.js';
import { groups, jsonType, type Dto, type OperationInfo, type Schema } from '../operations/operation.js';
import { anything, list, object, said, text, whole } from '../operations/schema.js';
import { problemLine } from '../problems/problem-table.js';
import type { Route } from '../server/route-book.js';
import { problemsOf } from './problems-of.js';

const description =
  'Case systems send events about children’s cases; views, forms and deliveries are read off them, as of any moment. ' +
  'What is wrong is told as RFC 9457 problem documents with a stable code.';

/** Every answer that is no success. */
const problemSchema: Schema = {
  ...object({
    type: said('Where the code is explained.', text),
    title: text,
    status: whole,
    detail: said('What to do, English.', text),
    da: said('What to do, Danish.', text),
    code: said('Stable.', text),
    instance: said('The request id, as in the log of the server.', text),
    'refusals?': list(anything),
    'allowed?': list(text),
    'parameters?': list(anything),
    'fields?': list(anything),
  }),
  additionalProperties: true,
};

/** The OpenAPI 3.1 document, from the routes as they are registered and the DTOs they check. */
export function openApi(routes: readonly Route[]): Schema {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const { method, url, operation } of routes) {
    const path = url.replace(/:(\w+)/g, '{$1}');
    (paths[path] ??= {})[method.toLowerCase()] = described(operation);
  }
  const schemas = Object.fromEntries(eventTypes().map((type) => [schemaName(type), envelopeSchema(type)]));
  return {
    openapi: '3.1.0',
    info: { title: 'Sagsspor', version: build, description },
    servers: [{ url: '/' }],
    tags: groups.map(([name, da]) => ({ name, description: da })),
    paths,
    components: {
      securitySchemes: { credential: { type: 'http', scheme: 'bearer' } },
      schemas: { ...schemas, Event: anyEventSchema(), Problem: problemSchema },
    },
  };
}

function described(operation: OperationInfo) {
  const { id, group, en, da, more, roles, takes } = operation;
  return {
    operationId: id,
    tags: [group],
    summary: en,
    description: [da, more, roles === 'open' ? undefined : `Role: ${roles.join(' or ')}.`].filter(Boolean).join('\n\n'),
    security: roles === 'open' ? [] : [{ credential: [] }],
    parameters: parametersOf(operation),
    ...(takes && { requestBody: { required: true, content: bodyOf(operation) } }),
    responses: { 200: success(operation), ...problemResponses(operation) },
  };
}

function parametersOf({ path, query, headers = {} }: OperationInfo) {
  const of = (dto: Dto | undefined, place: string) => {
    const properties = dto ? (jsonSchemaOf(dto)['properties'] as Record<string, Schema>) : {};
    return (dto ? fieldsOf(dto) : []).map(({ name, en, required, example }) => ({
      name,
      in: place,
      required: place === 'path' || required !== false,
      description: en,
      schema: properties[name],
      ...(example !== undefined && { example }),
    }));
  };
  const sent = Object.entries(headers).map(([name, en]) => ({ name, in: 'header', description: en, schema: text }));
  return [...of(path, 'path'), ...of(query, 'query'), ...sent];
}

function bodyOf(operation: OperationInfo): Record<string, unknown> {
  const { takes = [], body = [], bodySchema } = operation;
  const schemas = body.map((dto) => jsonSchemaOf(dto));
  const schema = bodySchema ?? (schemas.length > 1 ? { oneOf: schemas } : schemas[0]);
  return Object.fromEntries(takes.map((type) => [type, { schema, example: exampleBody(operation) }]));
}

/** A good body, as the documentation shows it. */
export const exampleBody = ({ example, body: [dto] = [] }: OperationInfo): unknown =>
  example ?? (dto && exampleOf(dto));

function success({ gives, answer }: OperationInfo) {
  const schemaOf = (type: string) => (type === jsonType && answer ? { schema: answer } : { schema: text });
  return { description: 'Done.', content: Object.fromEntries(gives.map((type) => [type, schemaOf(type)])) };
}

function problemResponses(operation: OperationInfo): Record<string, unknown> {
  const byStatus = new Map<number, string[]>();
  for (const code of problemsOf(operation)) {
    const [status] = problemLine(code)!;
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  const content = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [status, { description: codes.join(', '), content }]),
  );
}
