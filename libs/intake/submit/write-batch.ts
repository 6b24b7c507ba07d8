import type { EventMetadata } from '#libs/event-log';
import type { Vault } from '#libs/identity';
import type { Principal } from '../port.js';
import type { Claims } from '../tokenise/claims.js';
import type { Draft } from '../tokenise/draft.js';
import type { Ready } from './append-drafts.js';

/** A good event on its way to the log, tokenised but for its tokens, with who sent it. */
export interface Accepted {
  readonly draft: Draft;
  /** What its tokens are claimed by, shared with the events judged beside it. */
  readonly claims: Claims;
  readonly principal: Principal;
  readonly expectedRevision?: number;
}

export interface Stores {
  readonly vault: Vault;
  readonly clock: () => Date;
  readonly build: string;
}

/**
 * Makes a batch of judged events ready for the log: stamped, and all that is personal claimed and synced by the vault. Before anything
 * is appended, so that the log never holds a pseudonym that the vault has lost.
 */
export async function prepareBatch({ vault, clock, build }: Stores, batch: readonly Accepted[]): Promise<Ready[]> {
  // Calls of one turn share a commit of the vault.
  await Promise.all([...new Set(batch.map(({ claims }) => claims))].map((claims) => claims.settle(vault)));
  const recordedAt = clock().toISOString();
  const stamps = new Map<Principal, EventMetadata>();
  return batch.map(({ draft, claims, principal, expectedRevision }) => {
    let metadata = stamps.get(principal);
    if (!metadata) stamps.set(principal, (metadata = metadataOf(principal, recordedAt, build)));
    const { eventId, type, version, data } = draft;
    return { eventId, type, version, data, stream: draft.stream(claims.tokens), metadata, expectedRevision };
  });
}

/** What the server stamps; nothing of it is taken from the body. */
function metadataOf({ id, system, synthetic }: Principal, recordedAt: string, build: string): EventMetadata {
  return { recordedAt, system, principal: id, build, ...(synthetic && { synthetic: true }) };
}
