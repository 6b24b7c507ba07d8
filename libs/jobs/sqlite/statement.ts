import type Database from 'better-sqlite3';

const compiled = new WeakMap<Database.Database, Map<string, Database.Statement>>();

/** The statement of a text, compiled once a connection: compiling costs more than most of them take. */
export function statement<Bind extends unknown[] = unknown[], Result = unknown>(
  db: Database.Database,
  sql: string,
): Database.Statement<Bind, Result> {
  let known = compiled.get(db);
  if (!known) compiled.set(db, (known = new Map()));
  let found = known.get(sql);
  if (!found) known.set(sql, (found = db.prepare(sql)));
  return found as unknown as Database.Statement<Bind, Result>;
}
