/** What can be wrong with a date or with an operator's data; the sentence says what to do and never repeats a value. */
export type ReferenceFault =
  | 'REFERENCE-DATE'
  | 'REFERENCE-INSTANT'
  | 'REFERENCE-QUARTER'
  | 'REFERENCE-LIST-UNKNOWN'
  | 'REFERENCE-CODE-SHAPE'
  | 'REFERENCE-CODE-OVERLAP'
  | 'REFERENCE-FILE';

/** An error of this room, with a stable code. */
export class ReferenceDataError extends Error {
  constructor(
    readonly code: ReferenceFault,
    message: string,
  ) {
    super(message);
    this.name = 'ReferenceDataError';
  }
}
