import type Database from 'better-sqlite3';
import { checkRow } from './check-row.js';
import { readSideEvents } from './read-rows.js';
import { RevisionOrder } from './revision-order.js';
import type { Problems } from './verdict.js';

/** A seal as its stored bytes tell it. */
export interface SealClaim {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly streams: number;
  readonly mix: string;
  readonly root: string;
  readonly previous: string;
}

/** The root before the first event. */
const noRoot = '0'.repeat(64);

/** Checks the house's own streams by the same measures as the log, and what each seal says of itself. The seals, in order. */
export async function checkSide(db: Database.Database, problems: Problems): Promise<SealClaim[]> {
  const seals: SealClaim[] = [];
  const names = new Map<number, string>();
  const order = new RevisionOrder(problems, (no) => names.get(no) ?? `number ${no}`);
  let last = 0;
  for await (const rows of readSideEvents(db))
    for (const row of rows) {
      const where = row.stream === null ? {} : { stream: row.stream };
      if (row.at !== last + 1) problems.add('log.gap', `Side events ${last + 1} to ${row.at - 1} are missing.`, where);
      last = row.at;
      if (row.stream === null) problems.add('log.stream-missing', `The stream of side event ${row.at} is missing.`);
      const { data } = checkRow(row, where, problems);
      if (row.stream !== null) names.set(row.streamNo, row.stream);
      order.take(row.at, row.streamNo, row.revision);
      if (row.stream === 'seal-log') takeSeal(data, seals, problems);
    }
  order.finish();
  return seals;
}

function takeSeal(data: unknown, seals: SealClaim[], problems: Problems): void {
  const before = seals.at(-1);
  if (!isSeal(data)) return problems.add('log.seal-mismatch', 'A seal cannot be read.', { stream: 'seal-log' });
  const follows = data.from === (before?.to ?? 0) + 1 && data.previous === (before?.root ?? noRoot);
  if (!follows || data.count !== data.to - data.from + 1)
    problems.add('log.seal-mismatch', `The seal up to ${data.to} does not follow the one before it.`, {
      ordinal: data.to,
      stream: 'seal-log',
    });
  seals.push(data);
}

const hex = /^[0-9a-f]{64}$/;

function isSeal(data: unknown): data is SealClaim {
  const { from, to, count, streams, mix, root, previous } = (data ?? {}) as Record<string, unknown>;
  return (
    [from, to, count, streams].every(Number.isSafeInteger) &&
    [mix, root, previous].every((one) => hex.test(String(one)))
  );
}
