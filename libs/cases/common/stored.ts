import type { Identifier, PersonReference } from './parts.js';

/** A person as the log knows it: a pseudonym, and the two statistical attributes the number tells. */
export interface StoredPerson {
  readonly pseudonym: string;
  readonly kind: 'cpr' | 'substitute' | 'anonymous' | 'person-id' | 'unborn';
  readonly birthDate?: string;
  readonly sex?: 'female' | 'male' | 'unknown';
  /** Its number has more than 16 characters: it cannot go into L201. */
  readonly long?: true;
  /** Its number has fewer than 10 characters: neither can that. */
  readonly short?: true;
  /** Of an unborn child: its expecting mother. */
  readonly mother?: StoredPerson;
}

/** The content of an event as stored: persons are pseudonyms, vaulted texts are tokens, event ids are UUIDs. */
export type Stored<T> = T extends PersonReference | Identifier
  ? StoredPerson
  : T extends string | number | boolean | undefined | null
    ? T
    : T extends readonly (infer U)[]
      ? Stored<U>[]
      : { readonly [K in keyof T]: Stored<T[K]> };
