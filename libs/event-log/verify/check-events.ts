import type Database from 'better-sqlite3';
import { checkRow } from './check-row.js';
import { readRows, type Row } from './read-rows.js';
import { RevisionOrder } from './revision-order.js';
import type { SealCheck } from './check-seals.js';
import type { Problems } from './verdict.js';

/** Walks the counted log once; how many events there are. */
export async function checkEvents(
  db: Database.Database,
  seals: SealCheck,
  problems: Problems,
  onPage: (events: number) => void,
): Promise<number> {
  const order = new RevisionOrder(problems);
  let [events, last, recordedMax] = [0, 0, -Infinity];
  for await (const rows of readRows(db, 'event')) {
    for (const row of rows) {
      const where = { ordinal: row.at, ...(row.stream !== null && { stream: row.stream }) };
      if (row.at !== last + 1)
        problems.add('log.gap', `Events ${last + 1} to ${row.at - 1} are missing.`, { ordinal: last + 1 });
      last = row.at;
      if (row.stream === null) problems.add('log.stream-missing', 'The stream of this event is missing.', where);
      const { hash } = checkRow(row, where, problems);
      order.take(row);
      recordedMax = checkRecordedMax(row, recordedMax, where, problems);
      seals.take(row, hash);
    }
    events += rows.length;
    onPage(events);
  }
  order.finish();
  seals.finish();
  return events;
}

/** `recorded_max` is the running maximum of `recordedAt`, by which an instant becomes an ordinal. The maximum so far. */
function checkRecordedMax(
  { recordedAt, recordedMax }: Row,
  before: number,
  where: { ordinal: number },
  problems: Problems,
): number {
  const expected = Math.max(before, recordedAt);
  if (recordedMax! < before)
    problems.add('log.order-changed', 'The running maximum of the recorded time falls at this event.', where);
  else if (recordedMax !== expected)
    problems.add('log.column-mismatch', 'The running maximum of the recorded time is wrong at this event.', where);
  // Goes on from what the column says: one wrong value is one problem.
  return Math.max(before, recordedMax!);
}
