/** When a code holds; both ends in it, an absent one is open. Requirements change every half year (GEN-0a). */
export interface Period {
  readonly validFrom?: string;
  readonly validTo?: string;
}

/** One entry of a code list, as published, with what the house adds. */
export interface CodeEntry extends Period {
  /** The official code; null where the category is known and its code is not. */
  readonly code: string | null;
  /** Key to use where there is no code. */
  readonly key?: string;
  /** The key is ours, not the publisher's. */
  readonly house?: boolean;
  readonly da: string | null;
  readonly en: string | null;
  /** Every period of validity, where there are several; else `validFrom` and `validTo` are the only one. */
  readonly periods?: readonly Period[];
  /** A total of a published table: never a value to report. */
  readonly aggregate?: boolean;
  /** For the publisher's internal use: never a value to report. */
  readonly internal?: boolean;
  /** False for a heading that must not be reported. */
  readonly reportable?: boolean;
  readonly note?: string;
  /** Further published columns (provision, group, …). */
  readonly [column: string]: unknown;
}

/** A code list, official or of the house. */
export interface CodeList {
  readonly id: string;
  readonly title_da: string;
  readonly title_en: string;
  readonly source: string;
  /** official, seed, derived or house. */
  readonly confidence: string;
  /** direct, second-hand or not found. */
  readonly access: string;
  readonly note?: string;
  /** Every code is known; only such a list may reject. */
  readonly complete: boolean;
  readonly codes: readonly CodeEntry[];
}

/** What an event carries for the entry: its official code, else its key. */
export const valueOf = (entry: CodeEntry): string | undefined => entry.code ?? entry.key;

/** The entry's periods; one open period where none is stated. */
export const periodsOf = (entry: CodeEntry): readonly Period[] =>
  entry.periods ?? [{ validFrom: entry.validFrom, validTo: entry.validTo }];

/** True when the entry holds on a day. */
export const holdsOn = (entry: CodeEntry, day: string): boolean =>
  periodsOf(entry).some(({ validFrom, validTo }) => (!validFrom || validFrom <= day) && (!validTo || day <= validTo));
