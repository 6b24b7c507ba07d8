import { EventEmitter } from 'node:events';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { closed, EventLogError } from '../event-log-error.js';
import type { FromWriter } from '../sqlite/messages.js';
import { startWriter, type StartedWriter } from '../sqlite/start-writer.js';
import { failure } from '../sqlite/writer-failures.js';
import type { Answers } from './answers.js';

export interface ReplicaPlace {
  readonly directory: string;
  /** The log's name in the store. */
  readonly log: string;
}

/** What the replica's thread is told. */
export type ToReplica =
  | { readonly kind: 'write'; readonly bytes: Uint8Array; readonly ends: number[] }
  | { readonly kind: 'close' };

/** Streams, and the revision of the newest event of each. */
export type Heads = ReadonlyMap<string, number>;

interface Asked {
  readonly resolve: (heads: Heads) => void;
  readonly reject: (error: Error) => void;
}

/** The writing side of a replica: hands what is read to its thread. Emits `head` with the largest ordinal after each commit that moved it. */
export class Replica extends EventEmitter<{ head: [number] }> {
  readonly #worker: Worker;
  #head: number;
  #asked: Asked | undefined;
  /** Why nothing is taken over any more. */
  #end: EventLogError | undefined;
  #closed: (() => void) | undefined;

  private constructor({ worker, head }: StartedWriter) {
    super();
    this.#worker = worker;
    this.#head = head;
    this.setMaxListeners(0);
    worker.on('message', (message: FromWriter<Heads>) => this.#answered(message));
    worker.on('error', (error) => this.#ended(threadEnded(error.message)));
    worker.on('exit', () => this.#ended(threadEnded('it stopped')));
  }

  /** @throws EventLogError `log.format-unknown`, `log.write-failed`. */
  static async open(place: ReplicaPlace): Promise<Replica> {
    return new Replica(await startWriter(join(__dirname, 'replica-thread'), place));
  }

  /**
   * Takes the log's events over, all or none, each new and the next of its stream; one call at a time. The answers are gone then.
   * @returns the streams that are longer now.
   * @throws EventLogError `log.not-whole`, `log.damaged`, `log.write-failed`, `log.closed`.
   */
  takeOver({ bytes, ends }: Answers): Promise<Heads> {
    if (this.#end) return Promise.reject(this.#end);
    return new Promise((resolve, reject) => {
      this.#asked = { resolve, reject };
      this.#tell({ kind: 'write', bytes, ends }, [bytes.buffer as ArrayBuffer]);
    });
  }

  #tell(message: ToReplica, handedOver: readonly ArrayBuffer[] = []): void {
    this.#worker.postMessage(message, handedOver);
  }

  #answered(message: FromWriter<Heads>): void {
    if (message.kind === 'closed') return this.#ended(closed());
    const asked = this.#asked;
    this.#asked = undefined;
    if (message.kind === 'failed') asked?.reject(failure(message));
    if (message.kind !== 'written') return;
    asked?.resolve(message.written);
    if (message.head === this.#head) return;
    this.#head = message.head;
    this.emit('head', message.head);
  }

  /** The thread is gone, as it was told or by a fault. What was under way is read again when the log is opened again, if it was not kept. */
  #ended(end: EventLogError): void {
    this.#end ??= end;
    this.#asked?.reject(this.#end);
    this.#asked = undefined;
    this.#closed?.();
  }

  async close(): Promise<void> {
    if (this.#end) return;
    await new Promise<void>((resolve) => {
      this.#closed = resolve;
      this.#tell({ kind: 'close' });
    });
    await this.#worker.terminate();
  }
}

const threadEnded = (reason: string): EventLogError =>
  new EventLogError(
    'log.closed',
    `The replica's thread has ended (${reason}), and the log is read no further. Start again, and send again what was not answered.`,
  );
