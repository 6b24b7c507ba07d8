import type Database from 'better-sqlite3';
import { JobsError } from '../jobs-error.js';
import type { JobPage, JobState } from '../port.js';
import { jobOf, selectJobs, type Row } from './rows.js';
import { statement } from './statement.js';

interface Wanted {
  readonly kinds: readonly string[];
  readonly state: JobState | undefined;
  /** As the page before gave it. */
  readonly after: string | undefined;
  readonly limit: number;
}

export function listJobs(db: Database.Database, { kinds, state, after, limit }: Wanted): JobPage {
  const rows = statement<[string, string | null, number, number, number], Row>(
    db,
    `${selectJobs} WHERE kind IN (SELECT value FROM json_each(?)) AND state = coalesce(?, state) AND (added_at, no) < (?, ?)
       ORDER BY added_at DESC, no DESC LIMIT ?`,
  ).all(JSON.stringify(kinds), state ?? null, ...placeOf(after), limit + 1);
  const page = rows.slice(0, limit);
  return { jobs: page.map(jobOf), next: rows.length > limit ? nameOf(page.at(-1)!) : null };
}

const nameOf = ({ added_at, no }: Row): string => `${added_at}-${no}`;

function placeOf(after: string | undefined): [number, number] {
  if (after === undefined) return [Number.MAX_SAFE_INTEGER, 0];
  const found = /^(\d{1,15})-(\d{1,15})$/.exec(after);
  if (found) return [Number(found[1]), Number(found[2])];
  throw new JobsError('jobs.request-invalid', 'This is no page of a list. Begin again at its first.');
}
