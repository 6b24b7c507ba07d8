import type Database from 'better-sqlite3';
import { EventLogError } from '../event-log-error.js';
import type { AppendOutcome, ExpectedRevision, NewEvent, SideEvent, SideStreams } from '../port.js';
import { decode } from './decode.js';
import type { SqliteAppender } from './sqlite-appender.js';

/** The house's own streams, in the same file as the log; without an appender they are only read. */
export class SqliteSideStreams implements SideStreams {
  readonly #read: Database.Statement;
  readonly #streams: Database.Statement;

  constructor(
    db: Database.Database,
    private readonly appender?: SqliteAppender,
  ) {
    this.#read = db
      .prepare(
        'SELECT bytes FROM side_event WHERE stream = (SELECT no FROM stream WHERE name = ?) AND revision >= ? ORDER BY revision',
      )
      .pluck();
    // By the index over the names, up to the last character there is: few of a hundred thousand streams are the house's own.
    this.#streams = db
      .prepare(
        `SELECT name FROM stream s WHERE name BETWEEN @prefix AND @prefix || char(1114111)
         AND EXISTS (SELECT 1 FROM side_event WHERE stream = s.no) ORDER BY +s.no`,
      )
      .pluck();
  }

  /** @throws EventLogError `log.read-only`, and as an appender does. */
  async append(stream: string, expectedRevision: ExpectedRevision, event: NewEvent): Promise<AppendOutcome> {
    if (!this.appender)
      throw new EventLogError(
        'log.read-only',
        'This log was opened for reading. Use the running server, or stop it and open the log for writing.',
      );
    const [outcome] = await this.appender.send([{ stream, expectedRevision, events: [event] }], false);
    return outcome!;
  }

  read(stream: string, fromRevision = 0): SideEvent[] {
    return (this.#read.all(stream, fromRevision) as string[]).map(decode);
  }

  streams(prefix: string): string[] {
    return this.#streams.all({ prefix }) as string[];
  }
}
