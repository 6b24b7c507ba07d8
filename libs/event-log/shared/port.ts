/**
 * What several processes share beside the log, and what is not kept for good: who a child is, credentials, receipts, refusals. Each
 * process reads from a copy in its own files; a journal brings all copies through the same states.
 */

/** A process's own copy of what a journal tells. */
export interface JournalCopy<R> {
  /** Revision of the next record to be taken, 0 in an empty copy. */
  next(): number;
  /** Takes a record, and its place with it, whole or not at all. A record that is in already changes nothing. */
  take(record: R, revision: number): void | Promise<void>;
}

/** Records in one order, the same for every process. A record is JSON, at most 700 000 characters of it. */
export interface Journal<R> {
  /** Resolves when the copy holds every record that was there when this was asked. @throws EventLogError `log.unreachable` and others. */
  caughtUp(): Promise<void>;
  /**
   * Adds the record that is made of the copy as it stands, and takes it into the copy; undefined = there is nothing to add. Where another
   * process was quicker its record is taken first, and `make` is asked again. One at a time, in the order asked. Resolved = durable.
   * @throws what `make` throws; EventLogError `log.unreachable`, `log.outcome-unknown` and others.
   */
  add(make: () => R | undefined | Promise<R | undefined>): Promise<void>;
  /** Lets go for good of the records before a revision, which must be one that was added. */
  dropBefore(revision: number): Promise<void>;
}

/** Where the journals of several processes lie. */
export interface SharedPlace {
  /** Opens a journal; resolves when the copy has caught up. */
  journal<R>(name: string, copy: JournalCopy<R>): Promise<Journal<R>>;
  /** Puts a value under a name; the newest stands, and those before it are let go of for good. */
  put(name: string, value: unknown): Promise<void>;
  /** The newest value under a name; undefined for none. */
  get(name: string): Promise<unknown>;
}
