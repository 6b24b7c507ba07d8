import './placement/events.js';
import './placement/case-events.js';
import './support/events.js';
import './person/events.js';
import './reporter/events.js';
import './correction/events.js';

export * from './schema/event-type.js';
export { fieldsOf, type Field, type Vaulted } from './schema/field.js';
export { jsonSchemaOf, exampleOf } from './schema/json-schema.js';
export * from './common/parts.js';
export * from './common/event-data.js';
export * from './common/stored.js';
export * from './common/fact.js';
export * from './common/case-input.js';
