import { Choice, DateField, Flag, Part, Text } from '../schema/field.js';
import { EventOf } from '../schema/event-type.js';
import { EventData, PersonEventData } from '../common/event-data.js';
import { Identifier, PersonReference } from '../common/parts.js';

const unborn = {
  kind: 'unborn',
  mother: { kind: 'cpr', number: '150785-4002' },
  caseId: 'S-2026-000123',
  childNumber: 1,
};

@EventOf({
  name: 'person-registered',
  family: 'person',
  date: null,
  en: 'Person registered',
  da: 'Person registreret',
  rules: ['SKE-2f'],
})
export class PersonRegistered extends PersonEventData {
  @DateField({
    en: 'Birth date, where the number does not tell it.',
    da: 'Fødselsdato',
    required: false,
    example: '2015-01-01',
  })
  birthDate?: string;
  @Choice({
    en: 'Sex, where the number does not tell it.',
    da: 'Køn',
    of: ['female', 'male', 'unknown'],
    required: false,
    example: 'male',
  })
  sex?: 'female' | 'male' | 'unknown';
  @Text({ en: 'Name.', da: 'Navn', max: 200, vaulted: 'name', required: false })
  name?: string;
}

@EventOf({
  name: 'person-related',
  family: 'person',
  date: null,
  en: 'Relation between persons',
  da: 'Relation',
  rules: ['SKE-2f', 'IND-3.2.4b'],
})
export class PersonRelated extends PersonEventData {
  @Choice({
    en: 'What the other person is to this one.',
    of: ['mother', 'father', 'custody-holder', 'guardian', 'sibling'],
    example: 'mother',
  })
  relation!: 'mother' | 'father' | 'custody-holder' | 'guardian' | 'sibling';
  @Part({
    en: 'The other person; absent when unknown.',
    type: () => PersonReference,
    required: false,
    example: { kind: 'cpr', number: '150785-4002' },
  })
  other?: PersonReference;
  @DateField({ en: 'From when.', required: false })
  from?: string;
  @DateField({ en: 'Until when.', required: false })
  to?: string;
}

@EventOf({
  name: 'person-born',
  family: 'person',
  date: 'birthDate',
  en: 'Unborn child born',
  da: 'Barnet født',
  rules: ['ANB-2.2.1c', 'IND-3.2.5c', 'IND-3.2.3c'],
})
export class PersonBorn extends EventData {
  @Part({ en: 'The unborn child, with its case.', type: () => PersonReference, example: unborn })
  person!: PersonReference;
  @DateField({ en: 'Birth date.', da: 'Fødselsdato', example: '2026-03-14' })
  birthDate!: string;
  @Part({
    en: "The child's own number.",
    da: 'Personindikator',
    type: () => Identifier,
    example: { kind: 'cpr', number: '140326-4001' },
  })
  newIdentifier!: Identifier;
}

@EventOf({
  name: 'identifier-changed',
  family: 'person',
  date: 'fromDate',
  en: 'Identifier changed',
  da: 'Ændret personindikator',
  rules: ['IND-3.2.3b', 'IND-3.2.3c', 'R12'],
})
export class IdentifierChanged extends PersonEventData {
  @Part({
    en: 'The new number.',
    da: 'Ny personindikator',
    type: () => Identifier,
    example: { kind: 'cpr', number: '010115-4003' },
  })
  newIdentifier!: Identifier;
  @DateField({ en: 'From when.', example: '2026-04-01' })
  fromDate!: string;
  @Choice({ en: 'Why.', of: ['cpr-assigned', 'number-changed', 'error'], required: false, example: 'cpr-assigned' })
  reason?: 'cpr-assigned' | 'number-changed' | 'error';
}

@EventOf({
  name: 'persons-linked',
  family: 'person',
  date: null,
  en: 'Two references name one person',
  da: 'Personer sammenkædet',
  rules: ['IND-3.2.3b'],
})
export class PersonsLinked extends PersonEventData {
  @Part({
    en: 'The other reference to the same person.',
    type: () => PersonReference,
    example: { kind: 'person-id', number: 'UDL-77112' },
  })
  other!: PersonReference;
  @Choice({ en: 'Why.', of: ['same-person', 'register-merge'], required: false })
  reason?: 'same-person' | 'register-merge';
}

@EventOf({
  name: 'person-died',
  family: 'person',
  date: 'deathDate',
  en: 'Person died',
  da: 'Død',
  rules: ['ANB-2.2.4a', 'ANB-2.2.4b', 'ANB-2.2.1b', 'IND-3.2.5d'],
})
export class PersonDied extends PersonEventData {
  @DateField({ en: 'Date of death.', da: 'Dødsdato', example: '2026-05-01' })
  deathDate!: string;
  @Flag({
    en: 'Before or at birth.',
    da: 'Før eller ved fødslen',
    required: false,
    rules: ['ANB-2.2.1b', 'IND-3.2.5d'],
    example: false,
  })
  beforeOrAtBirth?: boolean;
}
