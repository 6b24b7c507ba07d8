import { Choice, reporterPattern, Text } from '#libs/cases';

const kinds = ['cpr', 'substitute', 'person-id'] as const;

/** A person by its number. */
export class TraceNumber {
  @Choice({ en: 'Kind of number.', da: 'Art af personindikator', of: kinds, example: 'cpr' })
  kind!: (typeof kinds)[number];

  @Text({ en: 'The number; a hyphen is allowed.', da: 'Personindikator', max: 256, example: '010115-4003' })
  number!: string;
}

/** A person by its pseudonym, as in a view. */
export class TracePseudonym {
  @Text({
    en: 'Pseudonym of a person.',
    da: 'Pseudonym',
    max: 28,
    pattern: /^p_[a-z2-7]{26}$/,
    example: `p_${'a'.repeat(26)}`,
  })
  pseudonym!: string;
}

/** A case by the sender's id. */
export class TraceCase {
  @Text({ en: "The sender's case id.", da: 'Sags-id', max: 100, example: 'S-2026-000123' })
  caseId!: string;

  @Text({ en: 'Whose case it is.', da: 'Indberetter', max: 40, pattern: reporterPattern, example: '615' })
  reporter!: string;

  @Text({
    en: 'The case system that reported it.',
    da: 'Fagsystem',
    max: 60,
    pattern: /^[a-z0-9][a-z0-9.-]*$/,
    example: 'demo-system',
  })
  system!: string;
}
