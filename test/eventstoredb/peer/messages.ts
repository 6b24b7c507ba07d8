import { Metadata, status, type StatusObject } from '@grpc/grpc-js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import statusMessages from '@eventstore/db-client/generated/status_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import any from 'google-protobuf/google/protobuf/any_pb.js';
import type { Expected, StoreRecord, Stored } from './memory-store.js';
import { largestAppend } from './script.js';

export type Failed = Partial<StatusObject>;

/** Where another node is the leader. */
export interface Leader {
  readonly host: string;
  readonly port: number;
}

const failed = (code: status, details: string, exception?: string, more: Record<string, string> = {}): Failed => {
  const metadata = new Metadata();
  if (exception) metadata.set('exception', exception);
  for (const [name, value] of Object.entries(more)) metadata.set(name, value);
  return { code, details, metadata };
};

/** Errors of a call, as the server words them. */
export const failures = {
  notLeader: ({ host, port }: Leader): Failed =>
    failed(status.NOT_FOUND, 'Leader info available', 'not-leader', {
      'leader-endpoint-host': host,
      'leader-endpoint-port': String(port),
    }),
  denied: (): Failed => failed(status.PERMISSION_DENIED, 'Access Denied', 'access-denied'),
  unauthenticated: (): Failed => failed(status.UNAUTHENTICATED, 'Bad HTTP status: 401'),
  starting: (): Failed => failed(status.UNAVAILABLE, 'Server Is Not Ready'),
  noLeader: (): Failed => failed(status.UNKNOWN, 'No leader info available in response'),
  tooSlow: (): Failed => failed(status.ABORTED, 'Operation timed out: Consumer too slow to handle event while live.'),
  deleted: (stream: string): Failed =>
    failed(status.FAILED_PRECONDITION, `Event stream '${stream}' is deleted.`, 'stream-deleted', {
      'stream-name': stream,
    }),
};

export function uuid(text: string): shared.UUID {
  const id = new shared.UUID();
  id.setString(text);
  return id;
}

export function streamIdentifier(name: string): shared.StreamIdentifier {
  const identifier = new shared.StreamIdentifier();
  identifier.setStreamName(new TextEncoder().encode(name));
  return identifier;
}

export const streamName = (identifier: shared.StreamIdentifier | undefined): string =>
  new TextDecoder().decode(identifier!.getStreamName_asU8());

/** The answer to one append of a batch. */
export function answer(request: streams.BatchAppendReq, stream: string, stored: Stored): streams.BatchAppendResp {
  if (stored.kind === 'stored') {
    const position = new shared.AllStreamPosition();
    position.setCommitPosition(String(stored.position));
    position.setPreparePosition(String(stored.position));
    const success = new streams.BatchAppendResp.Success();
    success.setCurrentRevision(String(stored.revision));
    success.setPosition(position);
    return addressed(request, stream).setSuccess(success);
  }
  if (stored.kind === 'deleted') {
    const deleted = new shared.StreamDeleted();
    deleted.setStreamIdentifier(streamIdentifier(stream));
    return refusal(request, stream, 'StreamDeleted', deleted.serializeBinary());
  }
  const wrong = new shared.WrongExpectedVersion();
  if (stored.current === null) wrong.setCurrentNoStream();
  else wrong.setCurrentStreamRevision(String(stored.current));
  return refusal(request, stream, 'WrongExpectedVersion', wrong.serializeBinary());
}

export function refusal(
  request: streams.BatchAppendReq,
  stream: string,
  name: 'StreamDeleted' | 'WrongExpectedVersion' | 'Timeout' | 'AccessDenied' | 'MaximumAppendSizeExceeded' | 'Unknown',
  details: Uint8Array = new Uint8Array(),
): streams.BatchAppendResp {
  const packed = new any.Any();
  packed.pack(details, `event_store.client.${name}`);
  const error = new statusMessages.Status();
  error.setMessage(name);
  error.setDetails(packed);
  return addressed(request, stream).setError(error);
}

/** What a node says to an append that it does not take now: an error without a kind. */
export function notNow(request: streams.BatchAppendReq, stream: string, message: string): streams.BatchAppendResp {
  const packed = new any.Any();
  packed.pack(new Uint8Array(), 'google.protobuf.Empty');
  const error = new statusMessages.Status();
  error.setMessage(message);
  error.setDetails(packed);
  return addressed(request, stream).setError(error);
}

export function tooLarge(): Uint8Array {
  const size = new shared.MaximumAppendSizeExceeded();
  size.setMaxappendsize(largestAppend);
  return size.serializeBinary();
}

const addressed = (request: streams.BatchAppendReq, stream: string): streams.BatchAppendResp =>
  new streams.BatchAppendResp()
    .setCorrelationId(request.getCorrelationId())
    .setStreamIdentifier(streamIdentifier(stream));

export function expectedOf(options: streams.BatchAppendReq.Options): Expected {
  if (options.hasNoStream()) return 'no_stream';
  if (options.hasAny()) return 'any';
  if (options.hasStreamExists()) return 'stream_exists';
  return BigInt(options.getStreamPosition());
}

/** An event as a reader gets it. */
export function readEvent(record: StoreRecord): streams.ReadResp {
  const event = new streams.ReadResp.ReadEvent.RecordedEvent();
  event.setId(uuid(record.id));
  event.setStreamIdentifier(streamIdentifier(record.stream));
  event.setStreamRevision(String(record.revision));
  event.setCommitPosition(String(record.position));
  event.setPreparePosition(String(record.position));
  event.getMetadataMap().set('type', record.type);
  event.getMetadataMap().set('content-type', record.contentType);
  event.getMetadataMap().set('created', '0');
  event.setData(record.data);
  event.setCustomMetadata(record.metadata);
  const read = new streams.ReadResp.ReadEvent();
  read.setEvent(event);
  read.setCommitPosition(String(record.position));
  return new streams.ReadResp().setEvent(read);
}

/** The same with a first byte that no message has. */
export function damaged(answer: streams.ReadResp): streams.ReadResp {
  const bytes = answer.serializeBinary();
  bytes[0] = 0x0f;
  return Object.assign(answer, { serializeBinary: () => bytes });
}

export function streamNotFound(stream: string): streams.ReadResp {
  const missing = new streams.ReadResp.StreamNotFound();
  missing.setStreamIdentifier(streamIdentifier(stream));
  return new streams.ReadResp().setStreamNotFound(missing);
}
