import { EventEmitter } from 'node:events';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { closed } from '../event-log-error.js';
import type { AppendOutcome, AppendRequest, EventAppender } from '../port.js';
import type { FromWriter, ToWriter } from './messages.js';
import { packRequests, unpackOutcomes, type PackedOutcomes } from './packed.js';
import { prepare, type PreparedRequest, type Stamps } from './prepared.js';
import { startWriter } from './start-writer.js';
import { failure, outcomeUnknown, writeFailed } from './writer-failures.js';

/** For the operator's gauges. Counts run from the opening of the log. */
export interface AppenderStats {
  /** Events and calls that wait for a commit or are in it. */
  readonly waitingEvents: number;
  readonly waitingCalls: number;
  /** Calls that wait for room in the queue. */
  readonly heldBack: number;
  /** Counted events that are durable; duplicates are not among them. */
  readonly appended: number;
  readonly commits: number;
  /** How long the last commit took, hand-over to the thread included, in milliseconds. */
  readonly lastCommitMs: number;
}

interface Call {
  readonly requests: readonly PreparedRequest[];
  readonly events: number;
  readonly whole: boolean;
  readonly resolve: (outcomes: AppendOutcome[]) => void;
  readonly reject: (error: Error) => void;
}

/** Events in one commit at most, beyond the first call of it. */
const commitSize = 5_000;
/** Events that may wait; beyond, a call is held back before its events are prepared. */
const roomFor = 50_000;

/**
 * Hands requests to the writer's thread: while one commit runs, what arrives is gathered for the next (group commit). Calls are
 * served in the order they were made. Emits `head` with the largest ordinal after each commit that moved it.
 */
export class SqliteAppender extends EventEmitter<{ head: [number] }> implements EventAppender {
  #queue: Call[] = [];
  #underWay: Call[] = [];
  #waitingEvents = 0;
  #heldBack: (() => void)[] = [];
  #state: 'open' | 'closing' | 'closed' = 'open';
  #closed: (() => void) | undefined;
  #commits = 0;
  #commitBegan = 0;
  #lastCommitMs = 0;
  readonly #headAtStart: number;

  private constructor(
    private readonly worker: Worker,
    /** The largest ordinal that is durable. */
    public head: number,
  ) {
    super();
    this.#headAtStart = head;
    this.setMaxListeners(0);
    worker.on('message', (message: FromWriter) => this.#answered(message));
    worker.on('error', (error) => this.#ended(error.message));
    worker.on('exit', () => this.#ended('its thread ended'));
  }

  /** @throws EventLogError `log.format-unknown`, `log.write-failed`. */
  static async open(directory: string): Promise<SqliteAppender> {
    const { worker, head } = await startWriter(join(__dirname, 'writer-thread'), { directory });
    return new SqliteAppender(worker, head);
  }

  get stats(): AppenderStats {
    return {
      waitingEvents: this.#waitingEvents,
      waitingCalls: this.#queue.length + this.#underWay.length,
      heldBack: this.#heldBack.length,
      appended: this.head - this.#headAtStart,
      commits: this.#commits,
      lastCommitMs: this.#lastCommitMs,
    };
  }

  append(requests: readonly AppendRequest[]): Promise<AppendOutcome[]> {
    return this.send(requests, true);
  }

  /** Appends to counted or to side streams. */
  async send(requests: readonly AppendRequest[], counted: boolean): Promise<AppendOutcome[]> {
    if (requests.length === 0 && this.#state === 'open') return [];
    const stamps: Stamps = new Map();
    return this.#whenThereIsRoom(() => requests.map((request) => prepare(request, counted, stamps)), false);
  }

  /**
   * Takes events over from another log as they stand: each new, and the next of its stream; all or none.
   * @throws EventLogError `log.not-whole`.
   */
  async takeOver(requests: readonly PreparedRequest[]): Promise<void> {
    await this.#whenThereIsRoom(() => requests, true);
  }

  async #whenThereIsRoom(prepared: () => readonly PreparedRequest[], whole: boolean): Promise<AppendOutcome[]> {
    if (this.#state !== 'open') throw closed();
    if (this.#heldBack.length === 0 && this.#waitingEvents < roomFor) return this.#enqueue(prepared, whole);
    await new Promise<void>((resolve) => this.#heldBack.push(resolve));
    try {
      return this.#enqueue(prepared, whole);
    } finally {
      // Only now, so that nobody overtakes who came while this call was waking up.
      this.#heldBack.shift();
      this.#admit();
    }
  }

  #enqueue(prepared: () => readonly PreparedRequest[], whole: boolean): Promise<AppendOutcome[]> {
    if (this.#state === 'closed') throw closed();
    const requests = prepared();
    const events = requests.reduce((sum, request) => sum + request.events.length, 0);
    return new Promise((resolve, reject) => {
      this.#queue.push({ requests, events, whole, resolve, reject });
      this.#waitingEvents += events;
      this.#next();
    });
  }

  #admit(): void {
    if (this.#waitingEvents < roomFor) this.#heldBack[0]?.();
    this.#next();
  }

  #next(): void {
    if (this.#underWay.length > 0) return;
    this.#underWay = this.#take();
    if (this.#underWay.length > 0) {
      this.#commitBegan = performance.now();
      this.#tell({
        kind: 'write',
        requests: packRequests(requestsOf(this.#underWay)),
        whole: this.#underWay[0]!.whole,
      });
    } else if (this.#state === 'closing' && this.#heldBack.length === 0) this.#tell({ kind: 'close' });
  }

  #take(): Call[] {
    const [first] = this.#queue;
    let events = first?.events ?? 0;
    const end = this.#queue.findIndex(
      (call, at) => at > 0 && ((events += call.events) > commitSize || call.whole !== first!.whole),
    );
    return this.#queue.splice(0, end < 0 ? this.#queue.length : end);
  }

  #tell(message: ToWriter): void {
    this.worker.postMessage(message);
  }

  #answered(message: FromWriter): void {
    if (message.kind === 'closed') return this.#ended('closed');
    const batch = this.#underWay;
    this.#underWay = [];
    this.#waitingEvents -= batch.reduce((sum, { events }) => sum + events, 0);
    this.#lastCommitMs = performance.now() - this.#commitBegan;
    if (message.kind === 'written') this.#settle(batch, message.written, message.head);
    else if (message.kind === 'failed') for (const { reject } of batch) reject(failure(message));
    this.#admit();
  }

  #settle(batch: readonly Call[], packed: PackedOutcomes, head: number): void {
    this.#commits++;
    const outcomes = batch[0]!.whole ? [] : unpackOutcomes(packed, requestsOf(batch));
    let at = 0;
    for (const { requests, resolve } of batch) resolve(outcomes.slice(at, (at += requests.length)));
    if (head === this.head) return;
    this.head = head;
    this.emit('head', head);
  }

  /** The thread is gone, as it was told or by a fault. What waited was not begun; what was under way may have been kept. */
  #ended(reason: string): void {
    if (this.#state === 'closed') return;
    this.#state = 'closed';
    for (const { reject } of this.#underWay) reject(outcomeUnknown(reason));
    for (const { reject } of this.#queue) reject(writeFailed(reason));
    this.#queue = [];
    this.#underWay = [];
    this.#waitingEvents = 0;
    this.#admitNone();
    this.#closed?.();
  }

  /** Wakes those held back, who find the log closed. */
  #admitNone(): void {
    for (const resolve of this.#heldBack) resolve();
  }

  async close(): Promise<void> {
    if (this.#state !== 'open') return;
    this.#state = 'closing';
    await new Promise<void>((resolve) => {
      this.#closed = resolve;
      this.#next();
    });
    await this.worker.terminate();
  }
}

function* requestsOf(calls: readonly Call[]): Generator<PreparedRequest> {
  for (const { requests } of calls) yield* requests;
}
