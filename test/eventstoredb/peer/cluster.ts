import { MemoryStore } from './memory-store.js';
import { Peer } from './peer.js';

/** Three nodes with one store, one of which leads. */
export class PeerCluster {
  leader = 0;
  readonly store = new MemoryStore();
  readonly peers: readonly Peer[] = [0, 1, 2].map(() => new Peer(this.store, () => this));

  get connectionString(): string {
    return `esdb://${this.peers.map(({ port }) => `127.0.0.1:${port}`).join(',')}?tls=false`;
  }

  async start(): Promise<void> {
    for (const peer of this.peers) await peer.start();
  }

  async stop(): Promise<void> {
    for (const peer of this.peers) await peer.stop();
  }
}
