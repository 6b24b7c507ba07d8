import { randomUUID } from 'node:crypto';
import {
  Server,
  ServerCredentials,
  type sendUnaryData,
  type ServerReadableStream,
  type ServerUnaryCall,
} from '@grpc/grpc-js';
import gossipServices from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import gossip from '@eventstore/db-client/generated/gossip_pb.js';
import featureServices from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import features from '@eventstore/db-client/generated/serverfeatures_pb.js';
import streamServices from '@eventstore/db-client/generated/streams_grpc_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import { batchAppend, type Batch } from './batch-append.js';
import { MemoryStore } from './memory-store.js';
import { failures, streamName, uuid, type Leader } from './messages.js';
import { Node } from './node.js';
import { read, type Reading } from './read.js';
import type { Script } from './script.js';

/** Nodes as the gossip tells of them. */
export interface Members {
  readonly leader: number;
  readonly peers: readonly Peer[];
}

/**
 * One node that speaks the calls which the client makes, keeps its events in memory, and does wrong what its script says. It is no
 * EventStoreDB: what it does is what a real server was seen to do, and the table of facts holds both to it.
 */
export class Peer {
  readonly node: Node;
  #server: Server | undefined;
  port = 0;

  constructor(
    readonly store = new MemoryStore(),
    private readonly members: (() => Members) | null = null,
  ) {
    this.node = new Node(store, () => this.#leaderElsewhere());
  }

  get connectionString(): string {
    return `esdb://127.0.0.1:${this.port}?tls=false`;
  }

  /** Says what it is to do wrong from now on. */
  does(wrong: Partial<Script>): void {
    Object.assign(this.node.script, wrong);
  }

  /** Begins to listen, on its old port when it had one. */
  async start(): Promise<void> {
    const server = new Server({ 'grpc.max_receive_message_length': 20 * 1024 * 1024 });
    const { node } = this;
    server.addService(streamServices.StreamsService as never, {
      batchAppend: (call: Batch) => batchAppend(node, call),
      read: (call: Reading) => read(node, call),
      delete: (call: ServerUnaryCall<streams.DeleteReq, never>, done: sendUnaryData<streams.DeleteResp>) => {
        node.store.softDelete(streamName(call.request.getOptions()!.getStreamIdentifier()));
        done(null, new streams.DeleteResp());
      },
      tombstone: (call: ServerUnaryCall<streams.TombstoneReq, never>, done: sendUnaryData<streams.TombstoneResp>) => {
        node.store.tombstone(streamName(call.request.getOptions()!.getStreamIdentifier()));
        done(null, new streams.TombstoneResp());
      },
      append: (_call: ServerReadableStream<streams.AppendReq, never>, done: sendUnaryData<never>) =>
        done(failures.noLeader()),
    });
    server.addService(featureServices.ServerFeaturesService as never, {
      getSupportedMethods: (_call: ServerUnaryCall<unknown, never>, done: sendUnaryData<features.SupportedMethods>) => {
        if (node.script.hang) return;
        if (node.script.refuse === 'unauthenticated') done(failures.unauthenticated());
        else done(null, supported(node.script.version));
      },
    });
    server.addService(gossipServices.GossipService as never, {
      read: (_call: ServerUnaryCall<unknown, never>, done: sendUnaryData<gossip.ClusterInfo>) =>
        done(null, this.#gossip()),
    });
    this.port = await listening(server, this.port);
    this.#server = server;
  }

  /** Ends at once, in the middle of what it does. */
  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    server?.forceShutdown();
  }

  get isUp(): boolean {
    return this.#server !== undefined;
  }

  #leaderElsewhere(): Leader | null {
    if (!this.members) return null;
    const { leader, peers } = this.members();
    return peers[leader] === this ? null : { host: '127.0.0.1', port: peers[leader]!.port };
  }

  #gossip(): gossip.ClusterInfo {
    const { leader, peers } = this.members?.() ?? { leader: 0, peers: [this as Peer] };
    const { LEADER, FOLLOWER } = gossip.MemberInfo.VNodeState;
    return new gossip.ClusterInfo().setMembersList(
      peers.map((peer, at) =>
        new gossip.MemberInfo()
          .setInstanceId(uuid(randomUUID()))
          .setTimeStamp('0')
          .setState(at === leader ? LEADER : FOLLOWER)
          .setIsAlive(peer.isUp)
          .setHttpEndPoint(new gossip.EndPoint().setAddress('127.0.0.1').setPort(peer.port)),
      ),
    );
  }
}

const listening = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) =>
    server.bindAsync(`127.0.0.1:${port}`, ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    ),
  );

function supported(version: string): features.SupportedMethods {
  const method = new features.SupportedMethod();
  method.setServiceName('event_store.client.streams.streams');
  method.setMethodName('batchappend');
  return new features.SupportedMethods().setEventStoreServerVersion(version).setMethodsList([method]);
}
