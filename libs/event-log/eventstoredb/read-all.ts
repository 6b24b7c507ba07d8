import type { ClientReadableStream } from '@grpc/grpc-js';
import type { EventStoreDBClient, Position } from '@eventstore/db-client';
import { convertToCommandError } from '@eventstore/db-client/dist/utils';
import { StreamsService } from '@eventstore/db-client/generated/streams_grpc_pb';
import { Empty } from '@eventstore/db-client/generated/shared_pb';
import { ReadReq } from '@eventstore/db-client/generated/streams_pb';
import { streamOf } from './inside-client.js';
import { readRecord, type StoreRecord } from './store-record.js';

/** A reading under way; rejects its answers with errors of the client's own kinds. */
export type Records = ClientReadableStream<StoreRecord | null>;

/**
 * The client's own `readAll` on the leader, through its connection and its ways of making that anew, but with the answers taken apart by us:
 * see {@link readRecord}.
 */
export async function readAllRecords(client: EventStoreDBClient, from: Position, count: number): Promise<Records> {
  const { path, requestSerialize } = StreamsService.read;
  const records = await streamOf(client, 'readAll', (streams, call) =>
    streams.makeServerStreamRequest(path, requestSerialize, readRecord, requestOf(from, count), ...call),
  );
  const emit = records.emit.bind(records);
  records.emit = (name: string, ...args: unknown[]) =>
    name === 'error' ? emit(name, convertToCommandError(args[0] as Error)) : emit(name, ...args);
  return records;
}

function requestOf({ commit, prepare }: Position, count: number): ReadReq {
  const place = new ReadReq.Options.Position();
  place.setCommitPosition(commit.toString());
  place.setPreparePosition(prepare.toString());
  const all = new ReadReq.Options.AllOptions();
  all.setPosition(place);
  const ids = new ReadReq.Options.UUIDOption();
  ids.setString(new Empty());
  const options = new ReadReq.Options();
  options.setAll(all);
  options.setCount(String(count));
  options.setUuidOption(ids);
  options.setNoFilter(new Empty());
  const request = new ReadReq();
  request.setOptions(options);
  return request;
}
