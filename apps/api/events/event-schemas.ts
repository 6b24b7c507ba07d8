import { cloudEventTypeOf, eventType, eventTypes, exampleOf, jsonSchemaOf, type EventType } from '#libs/cases';

type Schema = Record<string, unknown>;

/** The CloudEvents envelope of one event type. */
export function envelopeSchema(type: EventType): Schema {
  return {
    type: 'object',
    title: type.da,
    description: type.en,
    required: ['specversion', 'id', 'source', 'type', 'data'],
    properties: {
      specversion: { const: '1.0' },
      id: { type: 'string', minLength: 1, maxLength: 128, description: "The sender's name of the event, for good." },
      source: {
        type: 'string',
        minLength: 1,
        description: 'Which part of the case system; kept by no one, trusted by no one.',
      },
      type: { const: cloudEventTypeOf(type) },
      time: { type: 'string', format: 'date-time', description: 'Not kept; dates that count stand in data.' },
      datacontenttype: { const: 'application/json' },
      data: jsonSchemaOf(type.data),
    },
  };
}

/** Name of an event type's schema among the components of the OpenAPI document. */
export const schemaName = ({ name, version }: EventType): string => `${name}.v${version}`;

const refs = (): Schema[] => eventTypes().map((type) => ({ $ref: `#/components/schemas/${schemaName(type)}` }));

/** One event, or a list of them. */
export const eventsSchema: Schema = {
  oneOf: [
    { $ref: '#/components/schemas/Event' },
    { type: 'array', maxItems: 10_000, items: { $ref: '#/components/schemas/Event' } },
  ],
};

/** Any event. */
export const anyEventSchema = (): Schema => ({ oneOf: refs() });

/** A good event of a type, as it is sent. */
export const exampleEvent = (type: EventType): Schema => ({
  specversion: '1.0',
  id: 'evt-0001',
  source: '/case-system',
  type: cloudEventTypeOf(type),
  datacontenttype: 'application/json',
  data: exampleData(type),
});

/** A correction's content is that of its root, which no field can have as an example of its own. */
function exampleData(type: EventType): Schema {
  if (type.name !== 'correction') return exampleOf(type.data);
  const content = exampleOf(eventType('placement-started')!.data, false);
  return { reporter: '751', root: 'evt-0001', type: 'placement-started', reason: 'error', content };
}

export const eventExample = (): Schema => exampleEvent(eventType('placement-decided')!);
