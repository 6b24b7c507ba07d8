import { Count, Text } from '#libs/cases';

const importId = /^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/;

export class ImportQuery {
  @Text({
    en: 'Receipts are kept under it; one is made when absent. Resume = send the same again under the same id.',
    da: 'Import-id',
    pattern: importId,
    max: 80,
    required: false,
    example: '2026-03-nightly',
  })
  importId?: string;
}

export class ImportPath {
  @Text({ en: 'Import id.', da: 'Import-id', pattern: importId, max: 80, example: '2026-03-nightly' })
  importId!: string;
}

export class ReceiptQuery {
  @Count({ en: 'The last seq seen.', min: 0, max: 1e12, required: false, example: 0 })
  after?: number;

  @Count({ en: 'How many at most; 1000 when absent.', min: 1, max: 10_000, required: false, example: 1000 })
  limit?: number;
}
