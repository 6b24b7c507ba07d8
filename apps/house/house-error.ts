/** Why a request could not be answered. Stable. */
export const houseErrorCodes = [
  'config.invalid',
  'config.open-network',
  'data.kind-differs',
  'data.engine-differs',
  'data.not-found',
  'data.not-empty',
  'data.backup-damaged',
  'projecting.stopped',
  'projecting.rebuilding',
  'projecting.behind',
  'view.unknown',
  'view.query',
  'view.forbidden',
  'form.unknown',
  'trace.unknown',
  'job.unknown',
  'delivery.unknown',
  'delivery.forbidden',
] as const;

export type HouseErrorCode = (typeof houseErrorCodes)[number];

/** An error of the house; the sentence says what to do and never repeats a personal value. */
export class HouseError extends Error {
  override readonly name = 'HouseError';

  constructor(
    readonly code: HouseErrorCode,
    message: string,
  ) {
    super(message);
  }
}
