import type Database from 'better-sqlite3';
import type { Problems } from './verdict.js';

/** Streams are numbered 1, 2, 3 …: a number that is missing was a stream, and one without an event had events. */
export function checkStreams(db: Database.Database, problems: Problems): void {
  const empty = db.prepare(
    `SELECT name FROM stream s WHERE NOT EXISTS (SELECT 1 FROM event WHERE stream = s.no)
     AND NOT EXISTS (SELECT 1 FROM side_event WHERE stream = s.no) ORDER BY no`,
  );
  for (const stream of empty.pluck().all() as string[])
    problems.add('log.stream-missing', 'Every event of this stream is missing.', { stream });
  const missing = db.prepare(
    `SELECT no, before FROM (SELECT no, lag(no, 1, 0) OVER (ORDER BY no) AS before FROM stream) WHERE no <> before + 1`,
  );
  for (const { no, before } of missing.all() as { no: number; before: number }[]) {
    const which = no - 1 > before + 1 ? `Streams number ${before + 1} to ${no - 1} are` : `Stream number ${no - 1} is`;
    problems.add('log.stream-missing', `${which} missing.`);
  }
}

/** Every table must have the three triggers that refuse what is not an append. */
export function checkProtection(db: Database.Database, problems: Problems): void {
  const there = db.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '%RAISE(ABORT%'");
  const names = new Set(there.pluck().all());
  for (const table of ['stream', 'event', 'side_event'])
    for (const against of ['update', 'delete', 'replace'])
      if (!names.has(`${table}_no_${against}`))
        problems.add('log.protection-missing', `Table ${table} is not protected against ${against}.`);
}
