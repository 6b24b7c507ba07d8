import type Database from 'better-sqlite3';

/** Everything that is asked of and written to the routing's tables. */
export function statementsOf(db: Database.Database) {
  return {
    ...ofFacts(db),
    ...ofCases(db),
    ...ofPersons(db),
    ...ofChildren(db),
    checkpoint: db.prepare('SELECT ordinal FROM checkpoint').pluck(),
    advance: db.prepare('UPDATE checkpoint SET ordinal = ?'),
  };
}

const ofFacts = (db: Database.Database) => ({
  addFact: db.prepare('INSERT OR IGNORE INTO unit_fact VALUES (?, ?)'),
  factsOfUnit: db.prepare('SELECT ordinal FROM unit_fact WHERE unit = ? AND ordinal <= ? ORDER BY ordinal').pluck(),
  moveFacts: db.prepare('INSERT OR IGNORE INTO unit_fact SELECT ?, ordinal FROM unit_fact WHERE unit = ?'),
  dropFacts: db.prepare('DELETE FROM unit_fact WHERE unit = ?'),
  addId: db.prepare('INSERT OR IGNORE INTO fact_id VALUES (?, ?)'),
  isShared: db.prepare('SELECT 1 FROM fact_id WHERE mark = ? AND no <> ? LIMIT 1').pluck(),
  childrenOfId: db
    .prepare(
      'SELECT DISTINCT child FROM fact_id JOIN case_unit USING (no) JOIN unit_child USING (unit) WHERE mark = ? ORDER BY child',
    )
    .pluck(),
});

const ofCases = (db: Database.Database) => ({
  numbersOf: db.prepare('SELECT no, unit FROM case_unit WHERE reporter = ? AND case_key = ?').raw(),
  lastCase: db.prepare('SELECT coalesce(max(no), 0) FROM case_unit').pluck(),
  addCase: db.prepare('INSERT INTO case_unit VALUES (?, ?, ?, ?)'),
  moveCases: db.prepare('UPDATE case_unit SET unit = ? WHERE unit = ?'),
});

const ofPersons = (db: Database.Database) => ({
  personNo: db.prepare('SELECT no FROM person WHERE pseudonym = ?').pluck(),
  addPerson: db.prepare('INSERT INTO person (pseudonym) VALUES (?)'),
  addPersonFact: db.prepare('INSERT OR IGNORE INTO person_fact VALUES (?, ?, ?)'),
  addFactsOfPerson: db.prepare(
    'INSERT OR IGNORE INTO unit_fact SELECT ?, ordinal FROM person_fact WHERE person = ? AND reporter = ?',
  ),
  addFollower: db.prepare('INSERT OR IGNORE INTO follower VALUES (?, ?, ?)'),
  followers: db.prepare('SELECT unit FROM follower WHERE person = ? AND reporter = ?').pluck(),
  moveFollowers: db.prepare('INSERT OR IGNORE INTO follower SELECT person, reporter, ? FROM follower WHERE unit = ?'),
  dropFollowers: db.prepare('DELETE FROM follower WHERE unit = ?'),
  addEdge: db.prepare('INSERT OR IGNORE INTO person_edge VALUES (?, ?, ?)'),
  others: db.prepare('SELECT other FROM person_edge WHERE person = ? AND reporter = ?').pluck(),
});

const ofChildren = (db: Database.Database) => ({
  childOf: db.prepare('SELECT child FROM child_of WHERE person = ?').pluck(),
  addChild: db.prepare('INSERT INTO child_of VALUES (?, ?)'),
  moveChild: db.prepare('UPDATE child_of SET child = ? WHERE child = ?'),
  childOfUnit: db.prepare('SELECT child FROM unit_child WHERE unit = ?').pluck(),
  unitsOfChild: db.prepare('SELECT unit FROM unit_child WHERE child = ? ORDER BY unit').pluck(),
  addChildUnit: db.prepare('INSERT INTO unit_child VALUES (?, ?)'),
  moveChildUnit: db.prepare('INSERT INTO unit_child VALUES (?, ?)'),
  moveChildUnits: db.prepare('UPDATE unit_child SET child = ? WHERE child = ?'),
  dropChildUnit: db.prepare('DELETE FROM unit_child WHERE unit = ?'),
  children: db.prepare('SELECT DISTINCT child FROM unit_child WHERE child > ? ORDER BY child LIMIT ?').pluck(),
});
