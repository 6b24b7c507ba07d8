import type { ServerWritableStream } from '@grpc/grpc-js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { StoreRecord } from './memory-store.js';
import * as messages from './messages.js';
import type { Node } from './node.js';

export type Reading = ServerWritableStream<streams.ReadReq, streams.ReadResp>;

/** Reads a stream or the whole log, either way, once or (the whole log) on and on. */
export function read(node: Node, call: Reading): void {
  if (node.script.hang) return;
  call.on('error', () => undefined);
  const failed = node.failureFor(call.metadata) ?? refusalOf(node);
  const options = call.request.getOptions()!;
  setTimeout(() => {
    if (failed) call.emit('error', failed);
    else if (options.hasStream()) readStream(node, call, options.getStream()!, options);
    else if (options.hasSubscription()) subscribe(node, call, options.getAll()!);
    else finish(node, call, ofAll(node, options.getAll()!, options));
  }, node.script.answerAfter);
}

function refusalOf({ script }: Node): messages.Failed | undefined {
  if (script.refuse === 'starting') return messages.failures.starting();
  if (script.refuse === 'denied') return messages.failures.denied();
  return undefined;
}

const backwards = streams.ReadReq.Options.ReadDirection.BACKWARDS;

function readStream(
  node: Node,
  call: Reading,
  wanted: streams.ReadReq.Options.StreamOptions,
  options: streams.ReadReq.Options,
): void {
  const name = messages.streamName(wanted.getStreamIdentifier());
  const shown = node.store.shown(name);
  if (shown === 'deleted') return void call.emit('error', messages.failures.deleted(name));
  if (shown === null) {
    call.write(messages.streamNotFound(name));
    return void call.end();
  }
  const back = options.getReadDirection() === backwards;
  const from = wanted.hasRevision() ? BigInt(wanted.getRevision()) : wanted.hasStart() ? 0n : shown.at(-1)!.revision;
  const some = shown.filter(({ revision }) => (back ? revision <= from : revision >= from));
  finish(node, call, (back ? some.reverse() : some).slice(0, Number(options.getCount())));
}

function ofAll(
  { store }: Node,
  all: streams.ReadReq.Options.AllOptions,
  options: streams.ReadReq.Options,
): StoreRecord[] {
  const count = Number(options.getCount());
  if (options.getReadDirection() === backwards) return [...store.records].reverse().slice(0, count);
  if (all.hasEnd()) return [];
  return store.records.slice(at(store.records, all)).slice(0, count);
}

/** Index of the first record at a position or behind it; by halving, since tests read long logs page by page. */
function at(records: readonly StoreRecord[], all: streams.ReadReq.Options.AllOptions): number {
  if (!all.hasPosition()) return all.hasStart() ? 0 : records.length;
  const wanted = BigInt(all.getPosition()!.getCommitPosition());
  let [low, high] = [0, records.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (records[middle]!.position < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

function finish({ script }: Node, call: Reading, records: readonly StoreRecord[]): void {
  const broken = script.breakReadings > 0;
  if (broken) script.breakReadings--;
  for (const [at, record] of (broken ? records.slice(0, 1) : records).entries()) {
    const answer = messages.readEvent(record);
    call.write(at === script.damageAnswer ? messages.damaged(answer) : answer);
  }
  if (broken) call.emit('error', messages.failures.tooSlow());
  else call.end();
}

/** A subscription begins behind its position, and is dropped when the script says so. */
function subscribe(node: Node, call: Reading, all: streams.ReadReq.Options.AllOptions): void {
  const confirmation = new streams.ReadResp.SubscriptionConfirmation();
  confirmation.setSubscriptionId('1');
  call.write(new streams.ReadResp().setConfirmation(confirmation));
  let last = all.hasPosition() ? BigInt(all.getPosition()!.getCommitPosition()) : all.hasStart() ? -1n : null;
  last ??= node.store.records.at(-1)?.position ?? -1n;
  const push = (): void => {
    if (node.script.breakReadings > 0) {
      node.script.breakReadings--;
      stop();
      return void call.emit('error', messages.failures.tooSlow());
    }
    for (const record of node.store.records.filter(({ position }) => position > last!)) {
      last = record.position;
      call.write(messages.readEvent(record));
    }
  };
  const stop = node.store.onAppend(push);
  call.on('cancelled', stop);
  push();
}
