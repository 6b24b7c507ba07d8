import type Database from 'better-sqlite3';

/** Rows of two values: hashes are read apart, since to make a buffer of each takes longer than all else of a page. */
const columns = 'e.ordinal, e.bytes';
const numberOf = '(SELECT no FROM stream WHERE name = ?)';

/** Every question a reader asks of the counted log. */
export function prepareQueries(db: Database.Database) {
  return {
    head: db.prepare('SELECT coalesce(max(ordinal), 0) FROM event').pluck(),
    all: db.prepare(`SELECT ${columns} FROM event e WHERE e.ordinal > ? ORDER BY e.ordinal LIMIT ?`).raw(),
    /** By a JSON list of them, in its order: asked for one at a time, each would begin a read of its own, which is twice as dear as the event. */
    ordinals: db.prepare(`SELECT ${columns} FROM json_each(?) o CROSS JOIN event e ON e.ordinal = o.value`).raw(),
    stream: db
      .prepare(
        `SELECT ${columns} FROM event e WHERE e.stream = ${numberOf} AND e.revision >= ? ORDER BY e.revision LIMIT ?`,
      )
      .raw(),
    byId: db.prepare(`SELECT ${columns} FROM event e WHERE e.id = ? ORDER BY e.ordinal`).raw(),
    byIdInStream: db.prepare(`SELECT ${columns} FROM event e WHERE e.id = ? AND e.stream = ${numberOf}`).raw(),
    // Streams are numbered as they begin, so their number is the order of their first event.
    streams: db.prepare(
      `SELECT s.no, s.name FROM stream s WHERE s.no > @after AND substr(name, 1, length(@prefix)) = @prefix
       AND EXISTS (SELECT 1 FROM event WHERE stream = s.no) ORDER BY s.no LIMIT 1000`,
    ),
    recordedMax: db.prepare('SELECT recorded_max FROM event WHERE ordinal = ?').pluck(),
    fingerprints: db.prepare('SELECT hash, revision FROM event WHERE ordinal > ? ORDER BY ordinal LIMIT ?'),
  };
}
