import type { EventAppender, EventMetadata } from '#libs/event-log';
import type { Vault } from '#libs/identity';
import type { Good } from '../judge/judge-event.js';
import type { Knowledge } from '../knowledge.js';
import type { Principal } from '../port.js';
import { Claims } from '../tokenise/claims.js';
import { draftOf } from '../tokenise/draft.js';
import { appendDrafts, type Fate } from './append-drafts.js';

/** A good event on its way to the log, with who sent it. */
export interface Accepted {
  readonly good: Good;
  readonly principal: Principal;
  readonly expectedRevision?: number;
}

export interface Stores {
  readonly log: { readonly appender: EventAppender };
  readonly vault: Vault;
  readonly knowledge: Knowledge;
  readonly clock: () => Date;
  readonly build: string;
}

/**
 * Writes a batch of judged events: one claim of all that is personal, synced by the vault, then one append. In that order, so
 * that the log never holds a pseudonym that the vault has lost.
 */
export async function writeBatch(stores: Stores, batch: readonly Accepted[]): Promise<Fate[]> {
  const { vault, log, knowledge } = stores;
  const claims = new Claims();
  const drafts = batch.map(({ good, principal }) => draftOf(good, principal.system, claims, knowledge));
  const tokens = claims.list.length > 0 ? await vault.claim(claims.list) : [];
  claims.fill(tokens);
  const recordedAt = stores.clock().toISOString();
  return appendDrafts(
    log.appender,
    drafts.map((draft, at) => {
      const { principal, expectedRevision } = batch[at]!;
      const metadata = metadataOf(principal, recordedAt, stores.build);
      return { ...draft, stream: draft.stream(tokens), metadata, expectedRevision };
    }),
  );
}

/** What the server stamps; nothing of it is taken from the body. */
function metadataOf({ id, system, synthetic }: Principal, recordedAt: string, build: string): EventMetadata {
  return { recordedAt, system, principal: id, build, ...(synthetic && { synthetic: true }) };
}
