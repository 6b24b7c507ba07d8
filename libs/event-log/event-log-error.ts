/** Why the log could not do what was asked. Stable. */
export type EventLogErrorCode =
  /** Another process holds the directory for writing. */
  | 'log.writer-running'
  /** No log in the directory. */
  | 'log.not-found'
  /** The file is no log of ours, or one of a newer build. */
  | 'log.format-unknown'
  /** An event, a stream name or a revision that no log may hold; a fault of the caller. */
  | 'log.event-invalid'
  /** The disk or the database refused; nothing of the call was kept. */
  | 'log.write-failed'
  /** The writer ended while the call was under way; it was kept whole or not at all. */
  | 'log.outcome-unknown'
  | 'log.read-only'
  /** It was closed, or what it is read from has ended; nothing more is done until it is opened again. */
  | 'log.closed'
  | 'log.instant-invalid'
  /** An ordinal that the log does not reach. */
  | 'log.no-events'
  | 'log.not-sealed'
  | 'log.anchor-invalid'
  | 'log.upcaster-twice'
  | 'log.backup-exists'
  /** An event is missing in a stream, or stands twice: the stream was truncated, deleted, or written by something else. */
  | 'log.not-whole'
  /** What lies in the log is no event of ours. */
  | 'log.damaged'
  /** No connection string, or one with an option that is not known. */
  | 'log.connection-invalid'
  /** The server cannot be reached, or has not answered in time; nothing of the call was sent. */
  | 'log.unreachable'
  /** The server refuses the credentials. */
  | 'log.refused'
  | 'log.server-too-old'
  /** More than the server takes in one request. */
  | 'log.request-too-large'
  /** A replica or a copy that holds events which the log does not. */
  | 'log.differs';

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

export const closed = (): EventLogError => new EventLogError('log.closed', 'The log is closed; open it again.');
