import type { Metadata } from '@grpc/grpc-js';
import type { MemoryStore } from './memory-store.js';
import { failures, type Failed, type Leader } from './messages.js';
import { goodBehaviour, type Script } from './script.js';

/** One node: what it keeps, what it is told to do wrong, and who leads. */
export class Node {
  script: Script = goodBehaviour();

  constructor(
    readonly store: MemoryStore,
    /** Where the leader is; null when it is this node. */
    readonly leaderElsewhere: () => Leader | null,
  ) {}

  /** Why a call fails before it is looked at. */
  failureFor(metadata: Metadata): Failed | undefined {
    if (this.script.refuse === 'unauthenticated') return failures.unauthenticated();
    const leader = this.leaderElsewhere();
    return leader && metadata.get('requires-leader').includes('true') ? failures.notLeader(leader) : undefined;
  }
}
