import { Choice, Code, Count, DateField, Flag, Text, Uuid, Part } from '../schema/field.js';

const identifierKinds = ['cpr', 'substitute', 'anonymous', 'person-id'] as const;

/** A number that names a person. The kind is stated by the sender, never guessed from digits. */
export class Identifier {
  @Choice({ en: 'What kind of number it is.', da: 'Art af personindikator', of: identifierKinds, example: 'cpr' })
  kind!: (typeof identifierKinds)[number];

  @Text({ en: 'The number; a hyphen is allowed.', da: 'Personindikator', max: 256, example: '010115-4003' })
  number!: string;
}

/**
 * Who the event is about: a number, or an unborn child with its mother's number (ANB-2.2.1a, IND-3.2.5a).
 * Twins are told apart by `childNumber` (R9).
 */
export class PersonReference {
  @Choice({
    en: 'What kind of reference it is.',
    da: 'Art af personindikator',
    of: [...identifierKinds, 'unborn'],
    example: 'cpr',
  })
  kind!: (typeof identifierKinds)[number] | 'unborn';

  @Text({
    en: 'The number; absent for an unborn child.',
    da: 'Personindikator',
    max: 256,
    required: false,
    example: '010115-4003',
  })
  number?: string;

  @Part({
    en: 'The expecting mother, for an unborn child.',
    da: 'Den gravide',
    type: () => Identifier,
    required: false,
  })
  mother?: Identifier;

  @Text({
    en: 'Which case the unborn child belongs to, where the event has no case id of its own.',
    vaulted: 'case',
    required: false,
  })
  caseId?: string;

  @Count({
    en: 'Number of the unborn child within the case, for twins; 1 when absent.',
    min: 1,
    max: 9,
    required: false,
    rules: ['R9'],
  })
  childNumber?: number;
}

/** Basis of a placement (anbringelsesgrundlag): consent code and, where known, the provision. */
export class Basis {
  @Code({
    en: 'How the placement was decided (SAMTYKKE).',
    da: 'Anbringelsesgrundlag',
    list: 'placementBasisSamtykke',
    judgedOn: 'decisionDate',
    example: '1',
  })
  consent!: string;

  @Code({
    en: 'Provision of the law.',
    da: 'Lovgrundlag',
    list: 'placementLegalBasisProvisions',
    judgedOn: 'decisionDate',
    required: false,
    example: 'BL-46',
  })
  provision?: string;
}

const siteLists = ['placementSiteTypeAnstedKlas', 'placementSiteTypeStatbank'] as const;

/** A placement site (anbringelsessted). Types of the two published lists are never mixed: the list is named. */
export class Site {
  @Choice({ en: 'The list the type is taken from.', of: siteLists, example: 'placementSiteTypeAnstedKlas' })
  list!: (typeof siteLists)[number];

  @Code({
    en: 'Type of site, a code of the named list.',
    da: 'Type af anbringelsessted',
    list: '(the named list)',
    example: '12',
  })
  type!: string;

  @Text({
    en: "The sender's reference to the site; foster families of one type differ only here.",
    da: 'Anbringelsessted',
    vaulted: 'site',
    required: false,
    rules: ['ANB-2.2.2c'],
    example: 'site-0042',
  })
  reference?: string;

  @Flag({
    en: 'The offer must appear on Tilbudsportalen.',
    da: 'Skal fremgå af Tilbudsportalen',
    required: false,
    rules: ['ANB-2.2.6a', 'R6'],
    example: true,
  })
  mustAppear?: boolean;

  @Text({
    en: "P-number: the department's production unit, ten digits.",
    da: 'P-nummer',
    pattern: /^\d{10}$/,
    max: 10,
    required: false,
    rules: ['ANB-2.2.6g'],
    example: '1003388394',
  })
  pNumber?: string;

  @Uuid({
    en: 'UUID of the department on Tilbudsportalen.',
    da: 'Afdelings-UUID',
    required: false,
    rules: ['ANB-2.2.6e'],
    example: '0b52c2f0-37ba-4d0e-8a4f-5d2a9b7f6c11',
  })
  departmentId?: string;

  @Text({
    en: 'Municipality in which the site lies.',
    da: 'Beliggenhedskommune',
    pattern: /^\d{3}$/,
    max: 3,
    required: false,
    rules: ['GEN-1.1.1b'],
    example: '751',
  })
  municipality?: string;
}

/** Where a fact came from (GEN-1.4d, GEN-1.4e): live, migrated from another system, or reconstructed. */
export class Origin {
  @Choice({
    en: 'How the fact came to be in the sending system.',
    of: ['live', 'migrated', 'reconstructed'],
    example: 'live',
  })
  kind!: 'live' | 'migrated' | 'reconstructed';

  @Text({ en: 'Case id in the former system.', vaulted: 'case', required: false })
  formerCaseId?: string;

  @DateField({
    en: 'The original start date, which must survive a change of system.',
    required: false,
    rules: ['GEN-1.4e'],
  })
  originalStart?: string;
}
