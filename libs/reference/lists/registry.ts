import { createHash } from 'node:crypto';
import { ReferenceDataError } from '../errors.js';
import { withAddedCodes, type AddedCode } from './add-codes.js';
import { holdsOn, valueOf, type CodeEntry, type CodeList } from './code-list.js';
import { readExtraDirectory } from './extra-directory.js';
import { publishedLists } from './published-lists.js';
import { entriesToLookUp } from './related-codes.js';

/** What a look-up found; `entry` is absent only when the code is unknown. */
export interface LookUp {
  readonly state: 'known' | 'unknown' | 'not-valid-on-date';
  readonly entry?: CodeEntry;
}

/** Every code list the process knows. */
export class CodeLists {
  readonly #lists: Map<string, CodeList>;
  readonly #byCode = new Map<string, ReadonlyMap<string, readonly CodeEntry[]>>();
  readonly #versions = new Map<string, string>();

  constructor(lists: readonly CodeList[]) {
    this.#lists = new Map(lists.map((list) => [list.id, list]));
  }

  all(): readonly CodeList[] {
    return [...this.#lists.values()];
  }

  /** Throws REFERENCE-LIST-UNKNOWN. */
  list(id: string): CodeList {
    const list = this.#lists.get(id);
    if (!list) throw new ReferenceDataError('REFERENCE-LIST-UNKNOWN', 'No code list has this id; see the code lists.');
    return list;
  }

  has(id: string): boolean {
    return this.#lists.has(id);
  }

  lookUp(id: string, code: string, onDate?: string): LookUp {
    const entries = this.#entriesOf(id).get(code);
    if (!entries) return { state: 'unknown' };
    if (onDate === undefined) return { state: 'known', entry: entries.at(-1)! };
    const valid = entries.find((entry) => holdsOn(entry, onDate));
    return valid ? { state: 'known', entry: valid } : { state: 'not-valid-on-date', entry: entries.at(-1)! };
  }

  version(id: string): string {
    let version = this.#versions.get(id);
    if (!version) {
      const entries = entriesToLookUp(this.list(id), (other) => this.list(other));
      version = createHash('sha256')
        .update(JSON.stringify([this.list(id), entries]))
        .digest('hex')
        .slice(0, 16);
      this.#versions.set(id, version);
    }
    return version;
  }

  add(id: string, codes: readonly AddedCode[]): void {
    this.#lists.set(id, withAddedCodes(this.list(id), codes));
    // A list may complete another one, so whatever was derived is derived anew.
    this.#byCode.clear();
    this.#versions.clear();
  }

  /** Entries by official code and by house key: what was sent under a key stays known once its code is published. */
  #entriesOf(id: string): ReadonlyMap<string, readonly CodeEntry[]> {
    let index = this.#byCode.get(id);
    if (!index) this.#byCode.set(id, (index = indexed(entriesToLookUp(this.list(id), (other) => this.list(other)))));
    return index;
  }
}

function indexed(entries: readonly CodeEntry[]): ReadonlyMap<string, readonly CodeEntry[]> {
  const index = new Map<string, CodeEntry[]>();
  for (const entry of entries) {
    for (const name of new Set([valueOf(entry), entry.key])) {
      if (name !== undefined) index.set(name, [...(index.get(name) ?? []), entry]);
    }
  }
  return index;
}

/** The delivered lists with those of an operator's directory; a new value, nothing shared. */
export function openCodeLists(extraDirectory?: string): CodeLists {
  const lists = new CodeLists(publishedLists());
  for (const { list, codes } of extraDirectory ? readExtraDirectory(extraDirectory) : []) lists.add(list, codes);
  return lists;
}
