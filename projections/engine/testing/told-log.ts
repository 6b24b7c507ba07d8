import type { Fact } from '#libs/cases';
import { openSqliteEventLog, openSqliteReader, type SqliteReader } from '#libs/event-log';

/** Appends facts to the log of a directory, in their order, as intake would; each is one event. */
export async function tellLog(directory: string, facts: readonly Fact[]): Promise<void> {
  const log = await openSqliteEventLog({ directory });
  try {
    for (let at = 0; at < facts.length; at += 500)
      await log.appender.append(
        facts.slice(at, at + 500).map(({ id, type, stream, data, system, recordedAt }) => ({
          stream,
          expectedRevision: 'any',
          events: [
            { id, type, version: 1, data, metadata: { recordedAt, system, principal: 'tester', build: 'test' } },
          ],
        })),
      );
  } finally {
    await log.close();
  }
}

/** Reads the log as if it ended at an ordinal. */
export function cutAt(reader: SqliteReader, head: number): SqliteReader {
  return new Proxy(reader, {
    get(target, name) {
      if (name === 'head') return () => head;
      if (name === 'readAll')
        return (after: number, limit: number) => target.readAll(after, Math.max(0, Math.min(limit, head - after)));
      if (name === 'readStream')
        return (stream: string) => target.readStream(stream).filter(({ ordinal }) => ordinal <= head);
      const value = Reflect.get(target, name) as unknown;
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

export const readLog = (directory: string): SqliteReader => openSqliteReader({ directory }).reader;
