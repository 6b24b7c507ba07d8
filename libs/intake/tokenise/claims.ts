import type { Claim, Vault } from '#libs/identity';

/** Where a token goes once it is known: a member of an object of ours. */
interface Slot {
  readonly target: Record<string, unknown>;
  readonly member: string;
  readonly claim: number;
}

/** The claims of a batch of events, each once, and the places that wait for their tokens. */
export class Claims {
  readonly list: Claim[] = [];
  /** In the order of `list`; none until they are filled in. */
  tokens: readonly string[] = [];
  readonly #known = new Map<string, number>();
  readonly #slots: Slot[] = [];
  #settled: Promise<void> | undefined;

  /** The index of a claim; the first of equal claims stands for all, and its owner holds. */
  add(claim: Claim): number {
    const key = keyOf(claim);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const index = this.list.push(claim) - 1;
    this.#known.set(key, index);
    return index;
  }

  /** Reserves a member for the token of a claim. */
  reserve(target: Record<string, unknown>, member: string, claim: number): void {
    // Written now, so that the members keep the order of the fields.
    target[member] = '';
    this.#slots.push({ target, member, claim });
  }

  /** Puts the tokens, in the order of `list`, where they belong. */
  fill(tokens: readonly string[]): void {
    this.tokens = tokens;
    for (const { target, member, claim } of this.#slots) target[member] = tokens[claim]!;
  }

  /** Claims them of a vault, and fills in the tokens; once, however many batches wait for it. Nothing may be added any more. */
  settle(vault: Pick<Vault, 'claim'>): Promise<void> {
    return (this.#settled ??= this.#claim(vault));
  }

  async #claim(vault: Pick<Vault, 'claim'>): Promise<void> {
    if (this.list.length > 0) this.fill(await vault.claim(this.list));
  }
}

/** A NUL parts the members: no judged text holds one. */
function keyOf(claim: Claim): string {
  switch (claim.what) {
    case 'case':
      return `case\0${claim.scope}\0${claim.value}`;
    case 'token':
      return `${claim.use}\0${claim.scope}\0${claim.value}`;
    case 'person':
      return `person\0${claim.kind}\0${'scope' in claim ? claim.scope : ''}\0${'number' in claim ? claim.number : ''}`;
  }
}
