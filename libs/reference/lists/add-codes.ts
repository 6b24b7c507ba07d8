import { ReferenceDataError } from '../errors.js';
import { dayBefore } from '../calendar/date-arithmetic.js';
import { isPlainDate } from '../calendar/plain-date.js';
import { periodsOf, valueOf, type CodeEntry, type CodeList, type Period } from './code-list.js';

/**
 * What an operator says of a code:
 * - a new one: `code`, labels, validity;
 * - a new meaning of a code in force, by a later `validFrom`: the former ends the day before;
 * - the end of a code: `code` and `validTo` alone;
 * - the official code of a category known by its house key: `key` and `code`.
 */
export interface AddedCode extends Period {
  readonly code: string;
  readonly key?: string;
  readonly da?: string;
  readonly en?: string;
  readonly [column: string]: unknown;
}

/** The list with an operator's codes. Throws REFERENCE-CODE-SHAPE or REFERENCE-CODE-OVERLAP, naming list and position only. */
export function withAddedCodes(list: CodeList, codes: readonly AddedCode[]): CodeList {
  return codes.reduce((grown, code, index) => withAddedCode(grown, code, `${list.id}, entry ${index + 1}`), list);
}

function withAddedCode(list: CodeList, added: AddedCode, where: string): CodeList {
  checkShape(added, where);
  const keyed = list.codes.findIndex(
    (entry) => added.key !== undefined && entry.code === null && entry.key === added.key,
  );
  if (keyed >= 0) return replace(list, keyed, { ...list.codes[keyed]!, ...added, house: false, added: true });
  const standing = list.codes.findLastIndex((entry) => valueOf(entry) === added.code);
  if (standing < 0) return append(list, added, where);
  const entry = list.codes[standing]!;
  if (added.validFrom === undefined && added.validTo !== undefined) {
    return replace(list, standing, endedOn(entry, added.validTo));
  }
  return append(replace(list, standing, endedBefore(entry, added, where)), added, where);
}

function checkShape(added: AddedCode, where: string): void {
  const dates = [added.validFrom, added.validTo].filter((date) => date !== undefined);
  const good =
    typeof added.code === 'string' && added.code !== '' && dates.every((date) => isPlainDate(date)) && inOrder(added);
  if (!good) {
    throw new ReferenceDataError(
      'REFERENCE-CODE-SHAPE',
      `${where}: give code as a text, and validFrom and validTo as dates YYYY-MM-DD in that order.`,
    );
  }
}

const inOrder = ({ validFrom, validTo }: Period): boolean => !validFrom || !validTo || validFrom <= validTo;

/** A code in force ends the day before its new meaning begins. */
function endedBefore(entry: CodeEntry, added: AddedCode, where: string): CodeEntry {
  const last = periodsOf(entry).at(-1)!;
  const from = added.validFrom;
  if (from && last.validTo && last.validTo < from) return entry;
  if (!from || (last.validFrom && last.validFrom >= from)) {
    throw new ReferenceDataError(
      'REFERENCE-CODE-OVERLAP',
      `${where}: the code holds then already; give a validFrom later than that of the entry it replaces.`,
    );
  }
  return endedOn(entry, dayBefore(from));
}

/** The entry with another end of its last period. */
function endedOn(entry: CodeEntry, validTo: string): CodeEntry {
  const { periods } = entry;
  return periods ? { ...entry, periods: periods.with(-1, { ...periods.at(-1), validTo }) } : { ...entry, validTo };
}

function append(list: CodeList, added: AddedCode, where: string): CodeList {
  if (typeof added.da !== 'string' || typeof added.en !== 'string') {
    throw new ReferenceDataError('REFERENCE-CODE-SHAPE', `${where}: give a Danish and an English label (da, en).`);
  }
  return { ...list, codes: [...list.codes, { ...added, da: added.da, en: added.en, added: true }] };
}

const replace = (list: CodeList, index: number, entry: CodeEntry): CodeList => ({
  ...list,
  codes: list.codes.with(index, entry),
});
