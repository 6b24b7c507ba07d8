/** Why a call could not be taken as a whole. Stable. What is wrong with single events is told in their receipts instead. */
export type IntakeErrorCode =
  | 'intake.too-many-events'
  | 'intake.expected-revision'
  | 'intake.not-a-publisher'
  | 'intake.import-id'
  | 'intake.import-not-yours'
  | 'intake.gzip'
  | 'intake.month'
  | 'intake.credential'
  | 'intake.closed';

/** A call that intake cannot take; the sentence says what to do and never repeats what was sent. */
export class IntakeError extends Error {
  override readonly name = 'IntakeError';

  constructor(
    readonly code: IntakeErrorCode,
    message: string,
  ) {
    super(message);
  }
}
