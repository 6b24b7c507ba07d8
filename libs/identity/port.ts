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
  /**
   * A shared number names nobody: the pseudonym names (reporter, case, role, child number) = `scope`, and the number, which is kept
   * to be printed. Another number under the same scope is another pseudonym, as with every identifier.
   */
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

/** What a claim is found by: a claim without the person whose key encrypts it. */
export type Sought = WithoutOwner<Claim>;
type WithoutOwner<T> = T extends unknown ? Omit<T, 'owner'> : never;

/**
 * What a pseudonym or token stands for, or that it was erased. The value of a number is its normalised form (no hyphen), that
 * of an unborn child is '' (it has none), any other text is as it was sent. `unknown`: no such token in this vault.
 */
export type Resolved =
  | { readonly state: 'known'; readonly kind: IdentifierKind | 'case' | TokenUse; readonly value: string }
  | { readonly state: 'erased' }
  | { readonly state: 'unknown' };

export interface Vault {
  /**
   * Gives the pseudonym or token of each claim, in order; makes those that are new, all in one commit.
   * Resolved = synced to disk, so that the log never holds a pseudonym that the vault has lost.
   * A claim known already keeps its first owner and value. Of an erased owner, a new case or token is claimed without its text.
   * @throws VaultError `vault.claim-invalid` (an owner that is no person claim of the call, an empty number), before anything is written.
   */
  claim(claims: readonly Claim[]): Promise<string[]>;
  /** What each pseudonym or token stands for, in order. */
  resolve(tokens: readonly string[]): Promise<Resolved[]>;
  close(): Promise<void>;
}

/** What can be asked of a vault without adding to it. */
export interface VaultReader extends Pick<Vault, 'resolve' | 'close'> {
  /** The pseudonym of a number, if it was ever claimed; erased ones too, since the keyed hash stays. Makes nothing. */
  lookup(kind: 'cpr' | 'substitute' | 'person-id', number: string): Promise<string | undefined>;
  /** The same for any claim, in order. */
  find(sought: readonly Sought[]): Promise<(string | undefined)[]>;
  /** Those of the tokens that this vault never gave out, in order; erased ones it did. Decrypts nothing. */
  missing(tokens: readonly string[]): Promise<string[]>;
}
