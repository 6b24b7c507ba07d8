import type { AddedCode } from './add-codes.js';
import type { CodeList } from './code-list.js';
import { openCodeLists, type CodeLists, type LookUp } from './registry.js';

/**
 * The process's code lists. They are constants to whoever asks: loaded once at start, with the operator's additions, before
 * anything is folded or judged.
 */
let current: CodeLists | undefined;

const lists = (): CodeLists => (current ??= openCodeLists());

/** Loads the lists, with an operator's directory of JSON files if there is one; what was added before is forgotten. */
export function loadReference({ extraDirectory }: { readonly extraDirectory?: string } = {}): void {
  current = openCodeLists(extraDirectory);
}

/** Adds an operator's codes to a list, or ends one, or gives a house key its official code: see `AddedCode`. */
export const addCodes = (list: string, codes: readonly AddedCode[]): void => lists().add(list, codes);

/** One list. Throws REFERENCE-LIST-UNKNOWN. */
export const codeList = (id: string): CodeList => lists().list(id);

export const codeLists = (): readonly CodeList[] => lists().all();

export const isCodeList = (id: string): boolean => lists().has(id);

/**
 * Looks a code (or house key) up: `known`, `unknown`, or `not-valid-on-date` when it holds on other days only. Without a date,
 * any period will do. A code sent as a number of another length is another code: nothing is guessed. Throws for an unknown list.
 */
export const lookUp = (list: string, code: string, onDate?: string): LookUp => lists().lookUp(list, code, onDate);

/** True when every code of the list is known; only then may a code be refused. */
export const isComplete = (list: string): boolean => lists().list(list).complete;

/** First 16 hex digits of the SHA-256 over what the list says now, an operator's additions in it; for manifests. */
export const listVersion = (list: string): string => lists().version(list);
