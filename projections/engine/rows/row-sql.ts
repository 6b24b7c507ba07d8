/** What a row file is written by. */
export const addThing = 'INSERT INTO thing (no, kind, key) VALUES (?, ?, ?)';
export const addAbout = 'INSERT INTO about (event, thing) VALUES (?, ?)';
export const addWhose = 'INSERT INTO whose (no, case_key, person) VALUES (?, ?, ?)';
export const addVersion =
  'INSERT INTO version (thing, ordinal, gone, kind, reporter, whose, date, until, place, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)';
export const advance = 'UPDATE checkpoint SET ordinal = ?';
