import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { currentFile, routingName } from '../pointer.js';

/** Looks up which events belong together: what a trace goes by. Every list is ordered; an unknown person or case has none. */
export interface Routes {
  /** Ordinals of every event of every case of the child the pseudonyms stand for, of any reporter, and all that was told of them. */
  factsOfPerson(pseudonyms: readonly string[], upTo: number): number[];
  /** Ordinals of every event of the case and of those it was ever continued as, and what was told of the persons it names. */
  factsOfCaseKey(reporter: string, caseKey: string, upTo: number): number[];
  close(): void;
}

const ofChild = `
  SELECT ordinal FROM person p JOIN child_of c ON c.person = p.no JOIN unit_child USING (child) JOIN unit_fact USING (unit)
  WHERE pseudonym = @person AND ordinal <= @upTo
  UNION SELECT ordinal FROM person p JOIN person_fact f ON f.person = p.no WHERE pseudonym = @person AND ordinal <= @upTo`;

const ofCase = `
  SELECT ordinal FROM case_unit JOIN unit_fact USING (unit) WHERE reporter = ? AND case_key = ? AND ordinal <= ? ORDER BY ordinal`;

/** Opens the routing of a directory for reading, beside a projector that may be running. */
export function openRouting(directory: string): Routes {
  const path = join(directory, currentFile(directory, routingName));
  if (!existsSync(path)) return { factsOfPerson: () => [], factsOfCaseKey: () => [], close: () => undefined };
  const db = new Database(path, { readonly: true, timeout: 10_000 });
  const [person, kase] = [db.prepare(ofChild).pluck(), db.prepare(ofCase).pluck()];
  return {
    factsOfPerson(pseudonyms, upTo) {
      const found = new Set(pseudonyms.flatMap((one) => person.all({ person: one, upTo }) as number[]));
      return [...found].sort((one, other) => one - other);
    },
    factsOfCaseKey: (reporter, caseKey, upTo) => kase.all(reporter, caseKey, upTo) as number[],
    close: () => db.close(),
  };
}
