export { ReferenceDataError, type ReferenceFault } from './errors.js';
export {
  addCodes,
  codeList,
  codeLists,
  isCodeList,
  isComplete,
  listVersion,
  loadReference,
  lookUp,
} from './lists/code-lists.js';
export { holdsOn, periodsOf, valueOf, type CodeEntry, type CodeList, type Period } from './lists/code-list.js';
export type { AddedCode } from './lists/add-codes.js';
export type { LookUp } from './lists/registry.js';
export { isMunicipality, municipalities, municipality, type Municipality } from './municipalities.js';
export { isPlainDate } from './calendar/plain-date.js';
export { addDays, addMonths, addYears, ageOn, dayBefore, daysBetween } from './calendar/date-arithmetic.js';
export { quarterOf, quarterRange, yearOf, yearRange, type DateRange } from './calendar/periods.js';
export { easterSunday, isWorkingDay, publicHolidays, workingDayFrom, type Holiday } from './calendar/holidays.js';
export { copenhagenDate, copenhagenTime, endOfDayInCopenhagen } from './calendar/copenhagen.js';
export {
  deadlineRules,
  formDue,
  placementEventDue,
  stayQuarterDue,
  supportDueRule,
  supportEventDue,
  type SupportEventKind,
} from './calendar/deadlines.js';
export { isForced, isVoluntary } from './domain/basis.js';
export { fallbackCause, fallbackCauses } from './domain/causes.js';
export { endAgeOf, isSection30 } from './domain/measures.js';
export { measureRequiresTilbudsportalen, siteTypeRequiresTilbudsportalen } from './domain/tilbudsportalen.js';
export {
  deliveryFormats,
  identifierRules,
  publishedFigures,
  type DeliveryField,
  type DeliveryFormats,
  type PublishedFigures,
  type PublishedYear,
} from './published-data.js';
