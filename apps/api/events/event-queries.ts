import { Count, Flag, Text } from '#libs/cases';

/** How a request of events is to be taken. */
export class SubmitQuery {
  @Flag({
    en: 'Only judged: nothing is stored and nothing is claimed.',
    da: 'Kun kontrol',
    required: false,
    example: true,
  })
  validateOnly?: boolean;

  @Text({
    en: 'Keep the receipts under this id, so that they can be asked for again.',
    da: 'Import-id',
    max: 80,
    required: false,
    example: '2026-03-nightly',
  })
  importId?: string;
}

export class EventQuery {
  @Text({ en: "The sender's id of the event.", da: 'Afsenders id', max: 128, example: 'evt-0001' })
  id!: string;
}

const uuid = /^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/;

export class EventPath {
  @Text({
    en: "Our id of the event: UUIDv5 of the case system and the sender's id, as in its receipt.",
    da: 'Hændelsens id',
    pattern: uuid,
    max: 36,
    example: '0b52c2f0-37ba-5d0e-8a4f-5d2a9b7f6c11',
  })
  eventId!: string;
}

export class RefusalQuery {
  @Text({
    en: 'Month of the refusals (UTC); the last one there is, when absent.',
    da: 'Måned',
    pattern: /^\d{4}-(0[1-9]|1[0-2])$/,
    max: 7,
    required: false,
    example: '2026-03',
  })
  month?: string;

  @Count({ en: 'The last seq seen.', min: 0, max: 1e12, required: false, example: 0 })
  after?: number;

  @Count({ en: 'How many at most; 100 when absent.', min: 1, max: 1000, required: false, example: 100 })
  limit?: number;
}
