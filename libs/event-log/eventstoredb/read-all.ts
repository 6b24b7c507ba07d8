import type { ClientReadableStream } from '@grpc/grpc-js';
import type { EventStoreDBClient, Position } from '@eventstore/db-client';
import { convertToCommandError } from '@eventstore/db-client/dist/utils';
import { StreamsService } from '@eventstore/db-client/generated/streams_grpc_pb';
import { Empty } from '@eventstore/db-client/generated/shared_pb';
import { ReadReq } from '@eventstore/db-client/generated/streams_pb';
import { streamOf } from './inside-client.js';

/**
 * The client's own `readAll` on the leader, through its connection and its ways of making that anew, but with the answers as they come; they
 * are taken apart elsewhere. Fails with errors of the client's own kinds.
 */
export async function readAllAnswers(
  client: EventStoreDBClient,
  from: Position,
  count: number,
): Promise<ClientReadableStream<Buffer>> {
  const { path, requestSerialize } = StreamsService.read;
  const asIs = (answer: Buffer): Buffer => answer;
  const answers = await streamOf(client, 'readAll', (streams, call) =>
    streams.makeServerStreamRequest(path, requestSerialize, asIs, requestOf(from, count), ...call),
  );
  const emit = answers.emit.bind(answers);
  answers.emit = (name: string, ...args: unknown[]) =>
    name === 'error' ? emit(name, convertToCommandError(args[0] as Error)) : emit(name, ...args);
  return answers;
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
