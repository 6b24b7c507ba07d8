import { EventLogError } from '../event-log-error.js';

/**
 * Where a log lies in a store that others may use too. `sagsspor.placement-101-a` is the stream `placement-101-a` of the log
 * `sagsspor`; what begins otherwise is not of the log. `sagsspor:begin` holds its first event, before which there is nothing to read.
 */
export class LogNames {
  readonly begin: string;
  readonly #beside: string;
  readonly #prefix: string;

  /** @throws EventLogError `log.connection-invalid`. */
  constructor(readonly log: string) {
    if (!/^[a-z][a-z0-9-]{0,49}$/.test(log))
      throw new EventLogError(
        'log.connection-invalid',
        'The name of a log in the event store has 1 to 50 characters a-z, 0-9 and -, the first a letter.',
      );
    this.#beside = `${log}:`;
    this.begin = this.beside('begin');
    this.#prefix = `${log}.`;
  }

  inStore(stream: string): string {
    return `${this.#prefix}${stream}`;
  }

  /** A stream of the same house that is not of the log. */
  beside(name: string): string {
    return `${this.#beside}${name}`;
  }

  /** The stream's name in the log, null for a stream that is not of the log. */
  inLog(storeStream: string): string | null {
    return storeStream.startsWith(this.#prefix) ? storeStream.slice(this.#prefix.length) : null;
  }
}
