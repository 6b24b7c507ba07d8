import { ClaimWriter, type HeldClaim } from './claim-writer.js';
import type { RandomBytes } from './sealing.js';
import type { OpenVaultFile } from './sqlite-vault-reader.js';
import type { Wanted } from './wanted.js';

/** Finds or writes the claims of several calls in one transaction, synced when it ends. */
export class ClaimCommit {
  readonly #writer: ClaimWriter;
  readonly #inTransaction: (calls: readonly (readonly Wanted[])[]) => HeldClaim[][];

  constructor(file: OpenVaultFile, random: RandomBytes) {
    this.#writer = new ClaimWriter(file, random);
    this.#inTransaction = file.db.transaction((calls) => this.#holdAll(calls)).immediate;
  }

  /** Those of the claims that are held already, in order. Writes nothing. */
  find(call: readonly Wanted[]): (HeldClaim | undefined)[] {
    return call.map(({ key }) => this.#writer.find(key));
  }

  /** The claims as held now, call by call, in order. When it fails, nothing of it stands. */
  run(calls: readonly (readonly Wanted[])[]): HeldClaim[][] {
    return this.#inTransaction(calls);
  }

  #holdAll(calls: readonly (readonly Wanted[])[]): HeldClaim[][] {
    const fresh = new Map<string, HeldClaim>();
    this.#writer.begin();
    return calls.map((call) => this.#hold(call, fresh));
  }

  /** Persons first, since their keys encrypt the rest. */
  #hold(call: readonly Wanted[], fresh: Map<string, HeldClaim>): HeldClaim[] {
    const hold = (one: Wanted, owner?: number): HeldClaim => {
      const held = fresh.get(one.key) ?? this.#writer.find(one.key) ?? this.#writer.write(one, owner);
      fresh.set(one.key, held);
      return held;
    };
    const persons = call.map((one) => ((one.ownerId ?? one.ownerAt) === undefined ? hold(one) : undefined));
    return call.map((one, at) => persons[at] ?? hold(one, one.ownerId ?? persons[one.ownerAt!]!.id));
  }
}
