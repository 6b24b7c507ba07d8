import { LRUCache } from 'lru-cache';
import type { Claim, Vault } from '../port.js';
import { wantedOf, type Wanted } from './wanted.js';
import type { ClaimCommits } from './claim-queue.js';
import type { HeldClaim } from './claim-writer.js';
import { SqliteVaultReader, type OpenVaultFile } from './sqlite-vault-reader.js';
import { VaultError } from './vault-error.js';

/** The vault in one SQLite file. Claims known from memory are answered from there; the rest wait for a commit. */
export class SqliteVault extends SqliteVaultReader implements Vault {
  readonly #held: LRUCache<string, HeldClaim>;

  /** @param cached how many claims are answered from memory: keyed hash and token, never what they stand for. */
  constructor(
    file: OpenVaultFile,
    private readonly queue: ClaimCommits,
    cached: number,
  ) {
    super(file);
    this.#held = new LRUCache({ max: cached });
  }

  async claim(claims: readonly Claim[]): Promise<string[]> {
    this.assertOpen();
    const keys = claims.map((claim) => {
      assertOwner(claim, claims);
      return this.file.lookupHash(claim);
    });
    const held = keys.map((key) => this.#held.get(key));
    const wanted = notHeld(claims, keys, held);
    if (wanted.length > 0) {
      const fresh = await this.queue.add(wanted);
      // Only now: a claim rolled back must not be answered from memory.
      fresh.forEach((one, at) => this.#held.set(wanted[at]!.key, one));
      let next = 0;
      keys.forEach((_, at) => (held[at] ??= fresh[next++]));
    }
    return held.map((one) => one!.token);
  }

  override async close(): Promise<void> {
    this.isClosing = true;
    await this.queue.close();
    await super.close();
  }
}

/** Those that memory does not hold, in order, each with its owner: held, or by its place among them. */
function notHeld(
  claims: readonly Claim[],
  keys: readonly string[],
  held: readonly (HeldClaim | undefined)[],
): Wanted[] {
  const wanted: Wanted[] = [];
  const places = new Map<number, number>();
  claims.forEach((claim, at) => {
    if (!held[at]) places.set(at, places.size);
  });
  for (const at of places.keys()) {
    const [claim, key] = [claims[at]!, keys[at]!];
    if (claim.what === 'person') wanted.push(wantedOf(claim, key));
    else {
      const owner = held[claim.owner];
      wanted.push(wantedOf(claim, key, owner ? { ownerId: owner.id } : { ownerAt: places.get(claim.owner)! }));
    }
  }
  return wanted;
}

function assertOwner(claim: Claim, claims: readonly Claim[]): void {
  if (claim.what === 'person' || claims[claim.owner]?.what === 'person') return;
  throw new VaultError(
    'vault.claim-invalid',
    'A case or token claim names no person claim of the same call as its owner. Claim the person in the same call.',
  );
}
