import type { ServerDuplexStream } from '@grpc/grpc-js';
import type streams from '@eventstore/db-client/generated/streams_pb.js';
import type { MemoryStore, NewRecord } from './memory-store.js';
import * as messages from './messages.js';
import { largestAppend } from './script.js';
import type { Node } from './node.js';

export type Batch = ServerDuplexStream<streams.BatchAppendReq, streams.BatchAppendResp>;

/** Appends of one client, decided in the order they come. */
export function batchAppend(node: Node, call: Batch): void {
  const parts = new Map<string, { options: streams.BatchAppendReq.Options; events: NewRecord[] }>();
  call.on('error', () => undefined);
  call.on('end', () => call.end());
  call.on('data', (request: streams.BatchAppendReq) => {
    if (node.script.hang) return;
    const failed = node.failureFor(call.metadata);
    if (failed) return void call.emit('error', failed);
    const key = Buffer.from(request.getCorrelationId()!.serializeBinary()).toString('hex');
    const part = parts.get(key) ?? { options: request.getOptions()!, events: [] };
    parts.set(key, part);
    part.events.push(...request.getProposedMessagesList().map(proposed));
    if (!request.getIsFinal()) return;
    parts.delete(key);
    const response = decided(node, request, part.options, part.events);
    if (response) setTimeout(() => call.writable && call.write(response), node.script.answerAfter);
  });
}

function decided(
  { script, store }: Node,
  request: streams.BatchAppendReq,
  options: streams.BatchAppendReq.Options,
  events: readonly NewRecord[],
): streams.BatchAppendResp | undefined {
  const stream = messages.streamName(options.getStreamIdentifier());
  if (script.refuse === 'starting') return messages.notNow(request, stream, 'Server Is Not Ready');
  if (script.refuse === 'read-only') return messages.notNow(request, stream, 'No leader info available in response');
  if (script.refuse === 'denied') return messages.refusal(request, stream, 'AccessDenied');
  const size = events.reduce((sum, { data }) => sum + data.length, 0);
  if (size > largestAppend) return messages.refusal(request, stream, 'MaximumAppendSizeExceeded', messages.tooLarge());
  return told(script, request, stream, store.append(stream, messages.expectedOf(options), events));
}

/** What was stored is answered, unless the script says otherwise. */
function told(
  script: Node['script'],
  request: streams.BatchAppendReq,
  stream: string,
  stored: ReturnType<MemoryStore['append']>,
): streams.BatchAppendResp | undefined {
  if (script.forget > 0) {
    script.forget--;
    return undefined;
  }
  if (script.timeOut > 0) {
    script.timeOut--;
    return messages.refusal(request, stream, 'Timeout');
  }
  return messages.answer(request, stream, stored);
}

const proposed = (message: streams.BatchAppendReq.ProposedMessage): NewRecord => ({
  id: message.getId()!.getString(),
  type: message.getMetadataMap().get('type')!,
  contentType: message.getMetadataMap().get('content-type')!,
  data: message.getData_asU8(),
  metadata: message.getCustomMetadata_asU8(),
});
