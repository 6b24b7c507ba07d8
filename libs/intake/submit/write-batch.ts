import type { EventMetadata } from '#libs/event-log';
import type { Vault } from '#libs/identity';
import type { Good } from '../judge/judge-event.js';
import type { Knowledge } from '../knowledge.js';
import type { Principal } from '../port.js';
import { Claims } from '../tokenise/claims.js';
import { draftOf } from '../tokenise/draft.js';
import type { Ready } from './append-drafts.js';

/** A good event on its way to the log, with who sent it. */
export interface Accepted {
  readonly good: Good;
  readonly principal: Principal;
  readonly expectedRevision?: number;
}

export interface Stores {
  readonly vault: Vault;
  readonly knowledge: Knowledge;
  readonly clock: () => Date;
  readonly build: string;
}

/**
 * Makes a batch of judged events ready for the log: tokenised, stamped, and all that is personal claimed and synced by the vault.
 * Before anything is appended, so that the log never holds a pseudonym that the vault has lost.
 */
export async function prepareBatch(stores: Stores, batch: readonly Accepted[]): Promise<Ready[]> {
  const { vault, knowledge, clock, build } = stores;
  const claims = new Claims();
  const drafts = batch.map(({ good, principal }) => draftOf(good, principal.system, claims, knowledge));
  const tokens = claims.list.length > 0 ? await vault.claim(claims.list) : [];
  claims.fill(tokens);
  const recordedAt = clock().toISOString();
  return drafts.map((draft, at) => {
    const { principal, expectedRevision } = batch[at]!;
    const metadata = metadataOf(principal, recordedAt, build);
    return { ...draft, stream: draft.stream(tokens), metadata, expectedRevision };
  });
}

/** What the server stamps; nothing of it is taken from the body. */
function metadataOf({ id, system, synthetic }: Principal, recordedAt: string, build: string): EventMetadata {
  return { recordedAt, system, principal: id, build, ...(synthetic && { synthetic: true }) };
}
