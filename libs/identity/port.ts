/**
 * The vault: the only place that knows who a child is. Everything else holds pseudonyms and tokens,
 * random 16-byte values written as 26 lower-case base32 characters with a prefix: `p_…` for a person, `c_…` for a case,
 * `t_…` for any other token.
 */

/** The kind of identifier a pseudonym names. The sender states it; it is never guessed from digits. */
export type IdentifierKind = 'cpr' | 'substitute' | 'anonymous' | 'person-id' | 'unborn';

/** One identifier, or one unborn child of one case. The claim of the same values always gives the same pseudonym. */
export type Claim =
  /** A number: normalised (no hyphen, upper case) before it is looked up. */
  | { readonly what: 'person'; readonly kind: 'cpr' | 'substitute' | 'person-id'; readonly number: string }
  /** A shared number names nobody: the pseudonym names (reporter, case, role, child number); the number is kept to be printed. */
  | { readonly what: 'person'; readonly kind: 'anonymous'; readonly number: string; readonly scope: string }
  /** An unborn child: `scope` = system, reporter, case id and child number (only its keyed hash is kept); it has no number of its own (its mother has a pseudonym of hers). */
  | { readonly what: 'person'; readonly kind: 'unborn'; readonly scope: string }
  /** The sender's case id, claimed on (system, reporter, case id). `owner` = index, within the same call, of the person claim whose key encrypts it. */
  | { readonly what: 'case'; readonly scope: string; readonly value: string; readonly owner: number }
  /** Measure id, site reference, report group, Identifikation, name: `use` says which; `scope` = (system, reporter). */
  | {
      readonly what: 'token';
      readonly use: TokenUse;
      readonly scope: string;
      readonly value: string;
      readonly owner: number;
    };

export type TokenUse = 'measure' | 'site' | 'report-group' | 'identification' | 'name';

/** What a pseudonym or token stands for, or that it was erased. */
export type Resolved =
  | { readonly state: 'known'; readonly kind: IdentifierKind | 'case' | TokenUse; readonly value: string }
  | { readonly state: 'erased' }
  | { readonly state: 'unknown' };

export interface Vault {
  /**
   * Gives the pseudonym or token of each claim, in order; makes those that are new, all in one commit.
   * Resolved = synced to disk, so that the log never holds a pseudonym that the vault has lost.
   */
  claim(claims: readonly Claim[]): Promise<string[]>;
  /** What each pseudonym or token stands for, in order. */
  resolve(tokens: readonly string[]): Promise<Resolved[]>;
  close(): Promise<void>;
}
