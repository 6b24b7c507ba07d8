import type { CallOptions, Metadata } from '@grpc/grpc-js';
import type { EventStoreDBClient } from '@eventstore/db-client';
import { StreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb';

/** What the client calls the same for its own calls, and does not show in its types. */
interface Inside {
  GRPCStreamCreator<T>(
    service: typeof StreamsClient,
    name: string,
    create: (streams: StreamsClient) => T,
  ): () => Promise<T>;
  callArguments(options: { requiresLeader: boolean }, call: CallOptions): [Metadata, CallOptions];
}

/** Makes a stream of messages to or from the leader, through the client's connection and its ways of making that anew. */
export function streamOf<T>(
  client: EventStoreDBClient,
  name: 'readAll' | 'appendToStream',
  make: (streams: StreamsClient, call: [Metadata, CallOptions]) => T,
): Promise<T> {
  const inside = client as unknown as Inside;
  const call = inside.callArguments({ requiresLeader: true }, { deadline: Infinity });
  return inside.GRPCStreamCreator(StreamsClient, name, (streams) => make(streams, call))();
}
