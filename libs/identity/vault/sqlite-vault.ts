import { LRUCache } from 'lru-cache';
import type { Claim, Vault } from '../port.js';
import { ClaimWriter, type HashedClaim, type HeldClaim } from './claim-writer.js';
import { lookupHash } from './lookup-hash.js';
import type { RandomBytes } from './sealing.js';
import { SqliteVaultReader, type OpenVaultFile } from './sqlite-vault-reader.js';
import { vaultErrorOf } from './failure.js';
import { VaultError } from './vault-error.js';

/** One call of claim() that waits for the next commit. */
interface Waiting {
  readonly claims: readonly HashedClaim[];
  readonly done: (tokens: string[]) => void;
  readonly failed: (error: unknown) => void;
}

/** The vault in one SQLite file. Calls that arrive in the same turn of the process share one commit, and one sync to disk. */
export class SqliteVault extends SqliteVaultReader implements Vault {
  readonly #held: LRUCache<string, HeldClaim>;
  readonly #writer: ClaimWriter;
  #waiting: Waiting[] = [];

  /** @param cached how many claims are answered from memory: keyed hash and token, never what they stand for. */
  constructor(file: OpenVaultFile, random: RandomBytes, cached: number) {
    super(file);
    this.#writer = new ClaimWriter(file, random);
    this.#held = new LRUCache({ max: cached });
  }

  async claim(claims: readonly Claim[]): Promise<string[]> {
    this.assertOpen();
    const hashed = claims.map((claim) => {
      assertOwner(claim, claims);
      return { claim, hash: lookupHash(this.file.indexKey, claim) };
    });
    const known = hashed.map((one) => this.#held.get(keyOf(one))?.token);
    if (known.every((token) => token !== undefined)) return known;
    return new Promise((done, failed) => {
      if (this.#waiting.length === 0) setImmediate(() => this.#commit());
      this.#waiting.push({ claims: hashed, done, failed });
    });
  }

  override async close(): Promise<void> {
    this.#commit();
    await super.close();
  }

  /** One transaction for all that wait. Whoever waits is answered after the commit, which is synced (synchronous = FULL). */
  #commit(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    if (waiting.length === 0) return;
    try {
      const fresh = new Map<string, HeldClaim>();
      const answers = this.file.db
        .transaction(() => {
          this.#writer.begin();
          return waiting.map(({ claims }) => this.#hold(claims, fresh));
        })
        .immediate();
      // Only now: a claim rolled back must not be answered from memory.
      for (const [key, held] of fresh) this.#held.set(key, held);
      waiting.forEach(({ done }, at) => done(answers[at]!));
    } catch (error) {
      waiting.forEach(({ failed }) => failed(vaultErrorOf(error)));
    }
  }

  /** The tokens of one call, in order; persons first, since their keys encrypt the rest. */
  #hold(claims: readonly HashedClaim[], fresh: Map<string, HeldClaim>): string[] {
    const hold = (one: HashedClaim, owner?: number): HeldClaim => {
      const key = keyOf(one);
      const held = this.#held.get(key) ?? fresh.get(key) ?? this.#writer.find(one) ?? this.#writer.write(one, owner);
      fresh.set(key, held);
      return held;
    };
    const persons = claims.map((one) => (one.claim.what === 'person' ? hold(one) : undefined));
    return claims.map((one, at) => {
      const person = persons[at];
      if (one.claim.what === 'person') return person!.token;
      return hold(one, persons[one.claim.owner]!.id).token;
    });
  }
}

function keyOf({ hash }: HashedClaim): string {
  return hash.toString('latin1');
}

function assertOwner(claim: Claim, claims: readonly Claim[]): void {
  if (claim.what === 'person' || claims[claim.owner]?.what === 'person') return;
  throw new VaultError(
    'vault.claim-invalid',
    'A case or token claim names no person claim of the same call as its owner. Claim the person in the same call.',
  );
}
