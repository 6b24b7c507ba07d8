import { lazyData } from '../read-data.js';
import { valueOf, type CodeEntry, type CodeList } from './code-list.js';

interface Relation {
  readonly periodsFrom: string;
  readonly formerCodesFrom: string;
  readonly formerCodes: readonly string[];
}

const relations = lazyData<Readonly<Record<string, Relation>>>('list-relations');

/**
 * The entries a code is looked up among: those of the list with their earlier periods, and codes no longer in force. A measure
 * that began in 2019 is judged by the codes of 2019, though the list shown to a case worker has those of today.
 */
export function entriesToLookUp(list: CodeList, other: (id: string) => CodeList): readonly CodeEntry[] {
  const relation = relations()[list.id];
  if (!relation) return list.codes;
  const earlier = new Map(other(relation.periodsFrom).codes.map((entry) => [valueOf(entry), entry.periods]));
  const former = other(relation.formerCodesFrom).codes.filter(({ code }) => relation.formerCodes.includes(code!));
  return [...list.codes.map((entry) => withEarlier(entry, earlier.get(valueOf(entry)))), ...former];
}

/** The earlier periods beside the entry's own; an end or a new period that an operator set stays. */
function withEarlier(entry: CodeEntry, earlier: CodeEntry['periods']): CodeEntry {
  if (!earlier || entry.added === true) return entry;
  const own = { validFrom: entry.validFrom, validTo: entry.validTo };
  return { ...entry, periods: [...earlier.filter(({ validFrom }) => validFrom !== own.validFrom), own] };
}
