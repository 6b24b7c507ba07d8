import type Database from 'better-sqlite3';
import type { Keep } from '../port.js';

/** Removes ended jobs that are too old or too many, their children with them. */
export function forgetEnded(db: Database.Database, keep: Keep, now: number): void {
  db.prepare('DELETE FROM job WHERE parent IS NULL AND ended_at < ?').run(now - keep.age * 1000);
  const tooMany = db.prepare(
    `DELETE FROM job WHERE no IN (SELECT no FROM job WHERE kind = ? AND ended_at IS NOT NULL AND parent IS NULL
       ORDER BY ended_at DESC, no DESC LIMIT -1 OFFSET ?)`,
  );
  const kinds = db.prepare<[], string>('SELECT DISTINCT kind FROM job').pluck().all();
  for (const kind of kinds) tooMany.run(kind, keep.count);
}
