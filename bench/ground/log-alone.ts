import { openSqliteEventLog, openSqliteReader, type AppendRequest, type StoredEvent } from '#libs/event-log';
import { timed } from '../harness/time.js';

/** Events of an append, each a request of its own, and appends under way: as an import has them. */
const [size, underWay] = [1000, 3];

/**
 * Appends the events of a log to an empty one as intake does, but with nothing read, judged or claimed before: what the log's own thread can
 * do while every other core is idle. @param upTo the last event's ordinal. @returns events a second.
 */
export async function logAlone(data: string, into: string, upTo: number): Promise<number> {
  const from = openSqliteReader({ directory: data });
  const to = await openSqliteEventLog({ directory: into });
  const { seconds } = await timed(async () => {
    const appends: Promise<unknown>[] = [];
    for (let at = 0; at < Math.min(upTo, from.reader.head()); ) {
      const page = from.reader.readAll(at, Math.min(size, upTo - at));
      appends.push(to.appender.append(page.map(requestOf)));
      if (appends.length === underWay) await appends.shift();
      at = page.at(-1)!.ordinal;
    }
    await Promise.all(appends);
  });
  const count = to.reader.head();
  await to.close();
  from.close();
  return count / seconds;
}

const requestOf = ({ stream, id, type, version, data, metadata }: StoredEvent): AppendRequest => ({
  stream,
  expectedRevision: 'any',
  events: [{ id, type, version, data, metadata }],
});
