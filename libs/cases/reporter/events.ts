import { Choice, Parts, Text } from '../schema/field.js';
import { EventOf } from '../schema/event-type.js';
import { EventData } from '../common/event-data.js';

/** A contact of a reporter; a shared mailbox is preferred to a person's (GEN-1.5c). */
export class Contact {
  @Choice({
    en: 'Kind of contact.',
    da: 'Kontakttype',
    of: ['professional', 'technical', 'receipt'],
    example: 'professional',
  })
  kind!: 'professional' | 'technical' | 'receipt';
  @Text({ en: 'Name of the unit.', max: 100, example: 'Familieafdelingen' })
  name!: string;
  @Text({
    en: 'E-mail address.',
    max: 254,
    pattern: /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/,
    example: 'statistik@example.dk',
  })
  email!: string;
}

@EventOf({
  name: 'reporter-described',
  family: 'reporter',
  date: null,
  en: 'Reporter described',
  da: 'Indberetter beskrevet',
  rules: ['GEN-1.1b'],
})
export class ReporterDescribed extends EventData {
  @Text({ en: 'Name of the municipality or provider.', max: 100, example: 'Aarhus Kommune' })
  name!: string;
  @Text({
    en: 'CVR number, eight digits.',
    da: 'CVR-nummer',
    pattern: /^\d{8}$/,
    max: 8,
    required: false,
    example: '55133018',
  })
  cvr?: string;
  @Parts({ en: 'Contacts.', da: 'Kontakter', type: () => Contact, max: 9 })
  contacts!: Contact[];
  @Text({ en: 'Name of the case system.', da: 'Systemnavn', max: 50, example: 'Case system' })
  systemName!: string;
  @Text({ en: 'Version of the case system.', da: 'Systemversion', max: 20, example: '4.2' })
  systemVersion!: string;
}
