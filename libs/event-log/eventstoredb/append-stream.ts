import type { ClientDuplexStream } from '@grpc/grpc-js';
import type { EventStoreDBClient } from '@eventstore/db-client';
import { convertToCommandError, parseUUID } from '@eventstore/db-client/dist/utils';
import { unpackToCommandError } from '@eventstore/db-client/dist/streams/appendToStream/unpackError';
import { StreamsService } from '@eventstore/db-client/generated/streams_grpc_pb';
import type { BatchAppendResp } from '@eventstore/db-client/generated/streams_pb';
import { appendMessage, type StoreAppend } from './append-message.js';
import { streamOf } from './inside-client.js';

interface Pending {
  readonly stream: string;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/**
 * The client's own `appendToStream` on the leader, through its connection and its ways of making that anew, but with the messages made by us:
 * see {@link appendMessage}. What is pending belongs to this stream alone: the client keeps one table for all its instances.
 */
export class AppendStream {
  #calls: Promise<ClientDuplexStream<Buffer, BatchAppendResp>> | undefined;
  readonly #pending = new Map<string, Pending>();
  #no = 0;
  #isClosed = false;

  constructor(private readonly client: EventStoreDBClient) {}

  /** Sent in the order asked. Rejects with errors of the client's own kinds. @param limitMs after which the server gives up. */
  async append(append: StoreAppend, limitMs: number): Promise<void> {
    const calls = await (this.#calls ??= this.#open());
    const correlation = `00000000-0000-8000-8000-${(++this.#no).toString(16).padStart(12, '0')}`;
    const message = appendMessage(append, correlation, Math.ceil(limitMs / 1000));
    await new Promise<void>((resolve, reject) => {
      this.#pending.set(correlation, { stream: append.stream, resolve, reject });
      calls.write(message);
    });
  }

  async #open(): Promise<ClientDuplexStream<Buffer, BatchAppendResp>> {
    const { path, responseDeserialize } = StreamsService.batchAppend;
    const asIs = (message: Buffer): Buffer => message;
    const opened = streamOf(this.client, 'appendToStream', (streams, call) =>
      streams.makeBidiStreamRequest(path, asIs, responseDeserialize, ...call),
    );
    const calls = await opened.catch((error) => {
      this.#calls = undefined;
      throw error;
    });
    calls.on('data', (answer: BatchAppendResp) => this.#answered(answer));
    // After an error comes the end as well, when what is pending may be another stream's already: the first of them counts.
    let isOver = false;
    const over = (error: Error): void => {
      if (!isOver) this.#ended(error);
      isOver = true;
    };
    calls.on('error', (error) => over(convertToCommandError(error)));
    calls.on('end', () => {
      calls.end();
      over(new Error('the event store has ended its stream of answers'));
    });
    if (this.#isClosed) {
      calls.cancel();
      throw new Error('the connection to the event store was let go');
    }
    return calls;
  }

  /** For a client that is let go: a stream that is still being opened carries nothing any more. */
  close(): void {
    this.#isClosed = true;
  }

  #answered(answer: BatchAppendResp): void {
    const correlation = parseUUID(answer.getCorrelationId())!;
    const pending = this.#pending.get(correlation);
    this.#pending.delete(correlation);
    const error = answer.getError();
    if (error) pending?.reject(unpackToCommandError(error, pending.stream));
    else pending?.resolve();
  }

  /** The next append makes another. */
  #ended(error: Error): void {
    this.#calls = undefined;
    for (const { reject } of this.#pending.values()) reject(error);
    this.#pending.clear();
  }
}
