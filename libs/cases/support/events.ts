import { Choice, Code, Codes, DateField, Flag, Part, Text, Uuid } from '../schema/field.js';
import { EventOf } from '../schema/event-type.js';
import { CaseEventData } from '../common/event-data.js';
import { PersonReference } from '../common/parts.js';

const day = '2026-03-02';

/** A fact about one support measure (indsats). */
export class MeasureEventData extends CaseEventData {
  @Text({
    en: "The sender's id of the measure.",
    da: 'Foranstaltnings-id',
    max: 50,
    vaulted: 'measure',
    example: 'M-1',
  })
  measureId!: string;
}

@EventOf({
  name: 'support-granted',
  family: 'support',
  date: 'decisionDate',
  en: 'Support granted',
  da: 'Støtte bevilget',
  rules: ['IND-3.2.9.4a'],
})
export class SupportGranted extends MeasureEventData {
  @DateField({ en: 'Date of the decision.', da: 'Afgørelsesdato', example: day })
  decisionDate!: string;
  @Code({
    en: 'Measure code (PGF).',
    da: 'Paragrafkode',
    list: 'supportMeasurePgf',
    judgedOn: 'decisionDate',
    example: '230',
  })
  pgf!: string;
}

/** A second person of a measure: a custodial parent or a sibling (IND-3.2.4b, R8). */
export class SecondPerson {
  @Choice({ en: 'Parent or sibling.', of: ['parent', 'sibling'], example: 'parent' })
  role!: 'parent' | 'sibling';
  @Part({ en: 'Who it is.', type: () => PersonReference, example: { kind: 'cpr', number: '150785-4002' } })
  person!: PersonReference;
}

@EventOf({
  name: 'support-started',
  family: 'support',
  date: 'startDate',
  en: 'Support started',
  da: 'Iværksættelse af indsats',
  rules: ['IND-3.1b', 'IND-3.2.9.3a', 'IND-3.2.9.1a'],
})
export class SupportStarted extends MeasureEventData {
  @DateField({ en: 'Start of the measure.', da: 'Startdato', example: day })
  startDate!: string;
  @Code({ en: 'Measure code (PGF).', da: 'Paragrafkode', list: 'supportMeasurePgf', example: '230' })
  pgf!: string;
  @Codes({
    en: 'Every factor judged decisive.',
    da: 'Udslagsgivende forhold',
    list: 'decisiveCausesUdslag',
    rules: ['IND-3.2.9.1a'],
    example: ['UDSLAG3'],
  })
  causes!: string[];
  @DateField({
    en: 'End, planned or actual; required for § 30 (the start where it is unknown).',
    da: 'Slutdato',
    mayLieAhead: true,
    required: false,
    rules: ['IND-3.2.9.3a', 'IND-3.2.9.3b', 'R10'],
  })
  endDate?: string;
  @Flag({
    en: 'The measure is given in an offer that must appear on Tilbudsportalen.',
    required: false,
    rules: ['IND-3.2.10a', 'R6'],
  })
  mustAppear?: boolean;
  @Text({
    en: "P-number: the department's production unit, ten digits.",
    da: 'P-nummer',
    pattern: /^\d{10}$/,
    max: 10,
    required: false,
    rules: ['IND-3.2.10e'],
  })
  pNumber?: string;
  @Uuid({
    en: 'UUID of the department on Tilbudsportalen.',
    da: 'Afdelings-UUID',
    required: false,
    rules: ['IND-3.2.10a'],
  })
  departmentId?: string;
  @Part({
    en: 'The parent or sibling the measure is given to as well.',
    type: () => SecondPerson,
    required: false,
    rules: ['IND-3.2.4b', 'R8'],
  })
  secondPerson?: SecondPerson;
  @Flag({
    en: 'Support under § 75 to a parent whose child has another acting municipality.',
    required: false,
    rules: ['IND-3.2.6a', 'IND-3.2.6b', 'R13'],
  })
  section75?: boolean;
}

@EventOf({
  name: 'offer-changed',
  family: 'support',
  date: 'changeDate',
  en: 'Offer or department changed',
  da: 'Ændret tilbud eller afdeling',
  rules: ['IND-3.1c', 'IND-3.2.10c'],
})
export class OfferChanged extends MeasureEventData {
  @DateField({ en: 'Date of the change.', example: day })
  changeDate!: string;
  @Uuid({
    en: 'UUID of the new department.',
    da: 'Afdelings-UUID',
    required: false,
    rules: ['IND-3.2.10c'],
    example: '0b52c2f0-37ba-4d0e-8a4f-5d2a9b7f6c11',
  })
  departmentId?: string;
  @Text({
    en: 'P-number of the new department.',
    da: 'P-nummer',
    pattern: /^\d{10}$/,
    max: 10,
    required: false,
    example: '1003388394',
  })
  pNumber?: string;
}

@EventOf({
  name: 'period-changed',
  family: 'support',
  date: 'changeDate',
  en: 'Period of the measure changed',
  da: 'Ændret periode',
  rules: ['IND-3.2.3a'],
})
export class PeriodChanged extends MeasureEventData {
  @DateField({ en: 'Date of the change.', example: day })
  changeDate!: string;
  @DateField({ en: 'New start.', da: 'Startdato', required: false })
  newStart?: string;
  @DateField({
    en: 'New end, planned or actual.',
    da: 'Slutdato',
    mayLieAhead: true,
    required: false,
    example: '2026-12-31',
  })
  newEnd?: string;
}

@EventOf({
  name: 'measure-code-changed',
  family: 'support',
  date: 'fromDate',
  en: 'Measure code changed',
  da: 'Ændret paragrafkode',
  rules: ['IND-3.1e'],
})
export class MeasureCodeChanged extends MeasureEventData {
  @DateField({ en: 'From when the new code holds.', example: day })
  fromDate!: string;
  @Code({ en: 'New measure code (PGF).', da: 'Paragrafkode', list: 'supportMeasurePgf', example: '430' })
  pgf!: string;
  @Flag({ en: 'The code changed because the law did.', required: false, example: false })
  changeOfLaw?: boolean;
}

@EventOf({
  name: 'support-ceased',
  family: 'support',
  date: 'endDate',
  en: 'Support ceased',
  da: 'Ophør af indsats',
  rules: ['IND-3.1d', 'IND-3.2.1a', 'IND-3.2.2a'],
})
export class SupportCeased extends MeasureEventData {
  @DateField({ en: 'Last day of the measure.', da: 'Slutdato', mayLieAhead: true, example: day })
  endDate!: string;
  @Code({ en: 'Reason.', list: 'supportCessationReason', required: false, example: 'purpose-reached' })
  reason?: string;
  @Choice({
    en: 'Ended by the age limit 18, 23 or 19.',
    of: ['18', '19', '23'],
    required: false,
    rules: ['IND-3.2.1b', 'IND-3.2.2b', 'R11'],
  })
  ageLimit?: '18' | '19' | '23';
}

@EventOf({
  name: 'support-closed-never-started',
  family: 'support',
  date: 'closingDate',
  en: 'Closed, never started',
  da: 'Lukket uden iværksættelse',
  rules: ['IND-3.2.7e', 'IND-3.2.9.4a', 'R3'],
})
export class SupportClosedNeverStarted extends MeasureEventData {
  @DateField({ en: 'Date of closing.', example: day })
  closingDate!: string;
  @Flag({ en: 'Youth support under § 114 was refused.', required: false, rules: ['IND-3.2.7e'], example: false })
  refused114?: boolean;
}
