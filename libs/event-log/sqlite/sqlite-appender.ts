import { EventEmitter } from 'node:events';
import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { EventLogError, type EventLogErrorCode } from '../event-log-error.js';
import type { AppendOutcome, AppendRequest, EventAppender } from '../port.js';
import type { FromWriter, ToWriter } from './messages.js';
import { prepare, type PreparedRequest } from './prepared.js';

interface Waiting {
  readonly requests: readonly PreparedRequest[];
  readonly events: number;
  readonly resolve: (outcomes: AppendOutcome[]) => void;
  readonly reject: (error: Error) => void;
}

/** Events in one commit at most, beyond the first call of it; and events that may wait before a caller waits for room. */
const commitSize = 5_000;
const roomFor = 50_000;

/**
 * Hands requests to the writer's thread: while one commit runs, what arrives is gathered for the next (group commit). Emits `head`
 * with the largest ordinal after each.
 */
export class SqliteAppender extends EventEmitter<{ head: [number] }> implements EventAppender {
  #queue: Waiting[] = [];
  #underWay: Waiting[] | undefined;
  #waitingEvents = 0;
  #room: (() => void)[] = [];
  #state: 'open' | 'closing' | 'closed' = 'open';
  #closed: (() => void) | undefined;

  private constructor(
    private readonly worker: Worker,
    head: number,
  ) {
    super();
    this.head = head;
    this.setMaxListeners(0);
    worker.on('message', (message: FromWriter) => this.#answered(message));
    worker.on('error', (error) => this.#fail(error.message));
    worker.on('exit', () => this.#fail('the writer ended'));
  }

  /** The largest ordinal that is durable. */
  head: number;

  static async open(directory: string): Promise<SqliteAppender> {
    const file = join(__dirname, `writer-thread${extname(__filename)}`);
    const execArgv = file.endsWith('.ts') ? ['--require', 'tsx/cjs'] : [];
    const worker = new Worker(file, { workerData: { directory }, execArgv });
    const first = await new Promise<FromWriter>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
    });
    if (first.kind === 'ready') return new SqliteAppender(worker, first.head);
    await worker.terminate();
    const { reason, code } = first as { reason: string; code?: string };
    if (code?.startsWith('log.')) throw new EventLogError(code as EventLogErrorCode, reason);
    throw new EventLogError('log.write-failed', `The log could not be opened: ${reason}.`);
  }

  /** Events that wait for a commit. */
  get waiting(): number {
    return this.#waitingEvents;
  }

  async append(requests: readonly AppendRequest[]): Promise<AppendOutcome[]> {
    return this.send(requests.map((request) => prepare(request, true)));
  }

  /** Sends prepared requests; waits for room first when too much waits already. */
  async send(requests: readonly PreparedRequest[]): Promise<AppendOutcome[]> {
    if (requests.length === 0) return [];
    while (this.#waitingEvents > roomFor) await new Promise<void>((resolve) => this.#room.push(resolve));
    if (this.#state !== 'open') throw closed();
    const events = requests.reduce((sum, request) => sum + request.events.length, 0);
    return new Promise((resolve, reject) => {
      this.#queue.push({ requests, events, resolve, reject });
      this.#waitingEvents += events;
      this.#next();
    });
  }

  #next(): void {
    if (this.#underWay || this.#queue.length === 0) {
      if (!this.#underWay && this.#state === 'closing') this.#tell({ kind: 'close' });
      return;
    }
    const batch: Waiting[] = [];
    for (
      let events = 0;
      this.#queue.length > 0 && (batch.length === 0 || events + this.#queue[0]!.events <= commitSize);
    ) {
      const waiting = this.#queue.shift()!;
      events += waiting.events;
      batch.push(waiting);
    }
    this.#underWay = batch;
    this.#tell({ kind: 'write', requests: batch.flatMap(({ requests }) => requests) });
  }

  #tell(message: ToWriter): void {
    this.worker.postMessage(message);
  }

  #answered(message: FromWriter): void {
    if (message.kind === 'closed') return void this.#ended();
    const batch = this.#underWay ?? [];
    this.#underWay = undefined;
    this.#waitingEvents -= batch.reduce((sum, { events }) => sum + events, 0);
    if (message.kind === 'written') this.#settle(batch, message.outcomes, message.head);
    else for (const { reject } of batch) reject(writeFailed((message as { reason: string }).reason));
    for (const resolve of this.#room.splice(0)) resolve();
    this.#next();
  }

  #settle(batch: readonly Waiting[], outcomes: AppendOutcome[], head: number): void {
    let at = 0;
    for (const { requests, resolve } of batch) resolve(outcomes.slice(at, (at += requests.length)));
    if (head === this.head) return;
    this.head = head;
    this.emit('head', head);
  }

  #fail(reason: string): void {
    if (this.#state === 'closed') return;
    for (const { reject } of [...(this.#underWay ?? []), ...this.#queue]) reject(writeFailed(reason));
    this.#queue = [];
    this.#underWay = undefined;
    this.#ended();
  }

  #ended(): void {
    this.#state = 'closed';
    for (const resolve of this.#room.splice(0)) resolve();
    this.#closed?.();
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

const closed = (): EventLogError => new EventLogError('log.closed', 'The log is closed; open it again.');

const writeFailed = (reason: string): EventLogError =>
  new EventLogError(
    'log.write-failed',
    `The log could not be written (${reason}); nothing of this call was kept. See to the disk, then send it again.`,
  );
