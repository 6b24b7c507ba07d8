import { Count, Instant, Part, Text } from '../schema/field.js';
import { Origin, PersonReference } from './parts.js';

/** Municipality (three digits) or a provider's department (`p-` and its UUID). */
export const reporterPattern = /^(\d{3}|p-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/;

/** What every event carries. */
export class EventData {
  @Text({
    en: 'Who reports: a municipality code, or a provider department.',
    da: 'Indberetter',
    pattern: reporterPattern,
    max: 40,
    rules: ['GEN-1.1b', 'GEN-1.1c', 'IND-3.2.7a', 'SKE-4a'],
    example: '751',
  })
  reporter!: string;

  @Instant({ en: 'When the case system sent it.', required: false })
  sentAt?: string;
}

/** A fact about a person; no case id. */
export class PersonEventData extends EventData {
  @Part({
    en: 'Who the fact is about.',
    da: 'Person',
    type: () => PersonReference,
    example: { kind: 'cpr', number: '010115-4003' },
  })
  person!: PersonReference;
}

/** A fact about a case. */
export class CaseEventData extends PersonEventData {
  @Text({ en: "The sender's case id.", da: 'Sags-id', vaulted: 'case', example: 'S-2026-000123' })
  caseId!: string;

  @Count({ en: "Order of the case's facts within one day.", min: 0, max: 9999, required: false })
  caseSequence?: number;

  @Text({
    en: 'Events of one reported schema carry the same group.',
    vaulted: 'report-group',
    required: false,
    rules: ['SKE-X3', 'R21'],
  })
  reportGroup?: string;

  @Text({
    en: "The municipality's own identification of the child's reports.",
    da: 'Identifikation',
    vaulted: 'identification',
    required: false,
    rules: ['SKE-7b'],
  })
  identification?: string;

  @Text({
    en: 'Paying municipality.',
    da: 'Betalingskommune',
    pattern: /^\d{3}$/,
    max: 3,
    required: false,
    rules: ['GEN-1.1d'],
  })
  payingMunicipality?: string;

  @Part({ en: 'Where the fact came from, at a change of case system.', type: () => Origin, required: false })
  origin?: Origin;
}
