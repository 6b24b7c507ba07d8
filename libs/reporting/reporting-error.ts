/** Why a delivery, a period or a kept row could not be had. Stable. */
export type ReportingErrorCode =
  | 'period.invalid'
  | 'as-of.invalid'
  | 'compare.different-statistics'
  | 'delivery.as-of-ahead'
  | 'delivery.as-of-invalid'
  | 'delivery.cancelled'
  | 'delivery.empty-log'
  | 'delivery.conflict'
  | 'delivery.file-name'
  | 'delivery.not-found'
  | 'delivery.not-delivered-before'
  | 'delivery.no-supplement'
  | 'delivery.parameter-invalid'
  | 'delivery.period-kind'
  | 'delivery.reporter-invalid'
  | 'delivery.row-key-twice'
  | 'delivery.statistic-unknown'
  | 'delivery.supplement-behind'
  | 'delivery.token-unknown'
  | 'delivery.token-unlisted'
  | 'kept.missing'
  | 'kept.damaged'
  | 'writer.value-unfit';

/** An error of this room; the sentence says what to do and never repeats a person's value. */
export class ReportingError extends Error {
  override readonly name = 'ReportingError';

  constructor(
    readonly code: ReportingErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
