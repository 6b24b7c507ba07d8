import { DateField, Text } from '../schema/field.js';
import { EventOf } from '../schema/event-type.js';
import { CaseEventData } from '../common/event-data.js';

@EventOf({
  name: 'case-continued-as',
  family: 'case',
  date: 'changeDate',
  en: 'Case continued under another id or in another case system',
  da: 'Sag videreført i andet fagsystem',
  rules: ['GEN-1.4d', 'GEN-1.4e'],
})
export class CaseContinuedAs extends CaseEventData {
  @DateField({ en: 'Date of the change.', example: '2026-02-10' })
  changeDate!: string;
  @Text({
    en: 'The case system that holds `caseId`, when it is not the sender.',
    max: 60,
    pattern: /^[a-z0-9][a-z0-9.-]*$/,
    required: false,
    example: 'old-system',
  })
  system?: string;
  @Text({ en: 'The new case id.', vaulted: 'case', example: 'N-2026-77' })
  newCaseId!: string;
  @Text({
    en: 'The case system of the new case id, when it is not the sender.',
    max: 60,
    pattern: /^[a-z0-9][a-z0-9.-]*$/,
    required: false,
    example: 'new-system',
  })
  newSystem?: string;
}
