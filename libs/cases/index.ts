import './placement/events.js';
import './placement/case-events.js';
import './support/events.js';
import './person/events.js';
import './reporter/events.js';
import './correction/events.js';

export * from './schema/event-type.js';
export {
  Choice,
  Content,
  Count,
  DateField,
  fieldsOf,
  Flag,
  Text,
  type Field,
  type FieldInfo,
  type Vaulted,
} from './schema/field.js';
export { jsonSchemaOf, exampleOf } from './schema/json-schema.js';
export * from './common/parts.js';
export * from './common/event-data.js';
export * from './common/stored.js';
export { syntheticSource } from './common/synthetic-source.js';
export * from './common/fact.js';
export * from './common/case-input.js';
export * from './common/finding.js';
export { resolve, personOf, dateOf } from './common/resolve.js';
export { timeline } from './common/timeline.js';
export { Latest } from './common/latest.js';
export { withFact } from './common/grown.js';
export { casesOf, childOf, type Case, type Side } from './common/case.js';
export { judgeChild } from './common/child.js';
export { isUnmapped } from './common/unmapped.js';
export {
  foldPeople,
  heldSince,
  personsIn,
  type People,
  type Related,
  type Relation,
  type Death,
} from './person/people.js';
export * from './placement/placement.js';
export { isSuppressed, type Appeals } from './placement/appeals.js';
export { readPlacements, type PlacementReading } from './placement/read-placements.js';
export { foldForms, formEventOf, factsWithPlacement, type Form, type FormEvent } from './placement/forms.js';
export { reportableEvents, staysOnMother, type ReportableEvent } from './placement/reportable.js';
export { isReportedChange, startsFirst, type Measure } from './support/measure.js';
export { readMeasures } from './support/read-measures.js';
export { identifierOf, guardianOf, secondPersonOf } from './support/measure-identity.js';
export { judgeCase } from './judge-case.js';
