/** Why the log could not do what was asked. Stable. */
export type EventLogErrorCode =
  | 'log.writer-running'
  | 'log.not-found'
  | 'log.format-unknown'
  | 'log.event-invalid'
  | 'log.write-failed'
  | 'log.closed'
  | 'log.no-events'
  | 'log.anchor-invalid';

/** An error of the log; the sentence says what to do and never repeats an event's content. */
export class EventLogError extends Error {
  override readonly name = 'EventLogError';

  constructor(
    readonly code: EventLogErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
