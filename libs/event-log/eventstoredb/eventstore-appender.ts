import { closed, EventLogError } from '../event-log-error.js';
import type { AppendOutcome, AppendRequest, EventAppender } from '../port.js';
import type { ReplicaView } from '../replica/replica-view.js';
import type { Replicator } from '../replica/replicator.js';
import type { AppenderStats } from '../sqlite/sqlite-appender.js';
import { prepare, type PreparedRequest, type Stamps } from '../sqlite/prepared.js';
import { Acknowledged } from './acknowledged.js';
import type { AppendingClient } from './appending-client.js';
import { decide, type Decision, type StreamView } from './decide.js';
import { failureOf, replicaBehind, replicaFailed, type Failure } from './failures.js';
import { knownStream } from './known-stream.js';
import type { LogNames } from './names.js';
import type { Heads } from './replica.js';
import { Shown } from './shown.js';
import { Slots, type Call, type Slot } from './slots.js';
import { toStore } from './store-event.js';
import { withTimeLimit } from './time-limit.js';
import { Trouble } from './trouble.js';

export interface AppenderParts {
  readonly client: AppendingClient;
  readonly names: LogNames;
  readonly replica: ReplicaView;
  readonly replicator: Pick<Replicator<never, never>, 'caughtUp' | 'end'>;
  /** Milliseconds for one answer of the store. */
  readonly limitMs: number;
  /** Milliseconds after which a call is given up. */
  readonly giveUpMs: number;
  /** Events that may be acknowledged before the replica shows them; beyond, calls wait. */
  readonly mostAhead: number;
}

/** Events that may wait; beyond, calls are held back. */
const roomFor = 50_000;

/** Events that may be under way: what the store takes well within one limit. */
const mostEventsUnderWay = 4_000;

/**
 * Appends to the event store. A request is decided here, on what the replica shows and the store has acknowledged, and sent with the
 * exact revision decided on: when the store takes it, nobody has written in between and the decision was right. When it does not,
 * or does not answer, nothing more is sent until all answers are in and the replica has caught up; then it is decided anew.
 */
export class EventStoreAppender implements EventAppender {
  readonly #slots = new Slots();
  readonly #acknowledged = new Acknowledged();
  readonly #shown: Shown;
  readonly #trouble = new Trouble();
  /** Streams with an append under way. */
  readonly #busy = new Set<string>();
  #eventsUnderWay = 0;
  #again: Slot[] = [];
  #recovering = false;
  #isSoon = false;
  #standsStill = false;
  #heldBack: (() => void)[] = [];
  #state: 'open' | 'closing' | 'closed' = 'open';
  #idle: (() => void) | undefined;
  #waitingEvents = 0;
  #waitingCalls = 0;
  #appended = 0;
  #commits = 0;
  #lastCommitMs = 0;

  constructor(private readonly parts: AppenderParts) {
    this.#shown = new Shown(parts.replica);
  }

  get stats(): AppenderStats {
    return {
      waitingEvents: this.#waitingEvents,
      waitingCalls: this.#waitingCalls,
      heldBack: this.#heldBack.length,
      appended: this.#appended,
      commits: this.#commits,
      lastCommitMs: this.#lastCommitMs,
    };
  }

  append(requests: readonly AppendRequest[]): Promise<AppendOutcome[]> {
    return this.send(requests, true);
  }

  /** Appends to counted or to side streams. */
  async send(requests: readonly AppendRequest[], counted: boolean): Promise<AppendOutcome[]> {
    if (this.#state !== 'open') throw closed();
    if (this.#heldBack.length > 0 || this.#waitingEvents >= roomFor) await this.#room();
    const stamps: Stamps = new Map();
    return this.#enqueue(requests.map((request) => prepare(request, counted, stamps)));
  }

  /**
   * Takes events over from another log as they stand, one append after the other: what follows a fault is never there before it.
   * @throws EventLogError `log.not-whole`, and as `append` does; then what came before is kept.
   */
  async takeOver(requests: readonly PreparedRequest[]): Promise<void> {
    for (const request of requests) {
      if (this.#state !== 'open') throw closed();
      const [outcome] = await this.#enqueue([request]);
      if (outcome?.kind !== 'appended' || outcome.receipts.some(({ duplicate }) => duplicate)) throw notWhole();
    }
  }

  /** The replica shows streams up to these revisions. */
  taken(heads: Heads): void {
    this.#acknowledged.taken(heads);
    this.#shown.taken(heads);
    this.#pumpSoon();
  }

  async #room(): Promise<void> {
    await new Promise<void>((resolve) => this.#heldBack.push(resolve));
    // Only now, so that nobody overtakes who came while this call was waking up.
    this.#heldBack.shift();
    this.#admit();
    if (this.#state === 'closed') throw closed();
  }

  #admit(): void {
    if (this.#waitingEvents < roomFor || this.#state === 'closed') this.#heldBack[0]?.();
  }

  async #enqueue(requests: readonly PreparedRequest[]): Promise<AppendOutcome[]> {
    if (requests.length === 0) return [];
    const { end } = this.parts.replicator;
    if (end) throw end;
    for (const request of requests) checkNames(request);
    return new Promise((resolve, reject) => {
      const giveUpAt = performance.now() + this.parts.giveUpMs;
      const state = { left: requests.length, over: false, unclear: false };
      this.#slots.add({ requests, outcomes: [], ...state, giveUpAt, resolve, reject });
      this.#waitingEvents += eventsIn(requests);
      this.#waitingCalls++;
      this.#pumpSoon();
    });
  }

  /**
   * At the end of this turn of the event loop: who was answered in it sends the next in it, and what comes together for one stream goes in
   * one append.
   */
  #pumpSoon(): void {
    if (this.#isSoon) return;
    this.#isSoon = true;
    setImmediate(() => {
      this.#isSoon = false;
      this.#pump();
    });
  }

  /** Sends what may be sent: in order, one append a stream at a time. */
  #pump(): void {
    while (!this.#recovering && this.#maySend()) {
      const next = this.#slots.first;
      if (!next || this.#busy.has(next.stream)) break;
      this.#slots.shift();
      next.entries = next.entries.filter(({ call }) => !call.over);
      if (next.entries.length > 0) this.#send(next);
    }
    if (this.#recovering || this.#busy.size > 0) return;
    if (this.#slots.first) void this.#standStill();
    else this.#idle?.();
  }

  /**
   * Nothing is under way, and nothing may be sent before the replica shows more: what waits is given up in time, or when the log is read no
   * further.
   */
  async #standStill(): Promise<void> {
    if (this.#standsStill) return;
    this.#standsStill = true;
    const giveUpAt = [...this.#slots.calls()].reduce((first, call) => Math.min(first, call.giveUpAt), Infinity);
    await withTimeLimit(this.parts.replicator.caughtUp(), giveUpAt - performance.now()).catch(() => undefined);
    this.#standsStill = false;
    if (!this.#recovering && this.#busy.size === 0 && !this.#maySend()) this.#giveUp();
    this.#pump();
  }

  #maySend(): boolean {
    const { room } = this.parts.client;
    return (
      this.#busy.size < room &&
      this.#eventsUnderWay < mostEventsUnderWay &&
      this.#acknowledged.size < this.parts.mostAhead
    );
  }

  #send(slot: Slot): void {
    let view: StreamView;
    let decision: Decision;
    try {
      view = knownStream(slot.stream, slot.counted, this.#acknowledged, this.#shown);
      decision = decide(slot.entries, view);
    } catch (error) {
      // Other requests of the call may be under way or kept.
      for (const { call } of slot.entries)
        this.#reject(call, replicaFailed(error, call.unclear || call.requests.length > 1));
      return;
    }
    if (decision.unsure && !slot.sure) return this.#tryAgain(slot);
    if (decision.fresh.length === 0) return this.#settle(slot, decision);
    this.#busy.add(slot.stream);
    this.#eventsUnderWay += decision.fresh.length;
    void this.#append(slot, view.head, decision).finally(() => {
      this.#busy.delete(slot.stream);
      this.#eventsUnderWay -= decision.fresh.length;
      if (this.#again.length > 0 && this.#busy.size === 0) void this.#recover();
      else this.#pumpSoon();
    });
  }

  async #append(slot: Slot, head: number, decision: Decision): Promise<void> {
    const { client, names } = this.parts;
    const began = performance.now();
    const events = toStore(decision.fresh, head + 1);
    this.#shown.sends(slot.stream, decision.fresh, head + 1);
    let shown: number;
    try {
      await client.append(names.inStore(slot.stream), events, head);
      // The replica may be quicker than the answer, and may show a part. Where it cannot be asked, the request is decided anew.
      shown = Math.max(0, this.#shown.head(slot.stream, slot.counted) - head);
    } catch (error) {
      this.#shown.forgetIds(slot.stream);
      return this.#failed(slot, failureOf(error));
    }
    this.#trouble.isOver();
    this.#commits++;
    this.#lastCommitMs = performance.now() - began;
    if (slot.counted) this.#appended += decision.fresh.length;
    const kept = decision.fresh.map(({ id }, at) => ({ id, revision: head + 1 + at, data: events[at]!.data }));
    if (shown < events.length) this.#acknowledged.add(slot.stream, kept.slice(shown));
    this.#settle(slot, decision);
  }

  #failed(slot: Slot, failure: Failure): void {
    if (failure.kind === 'refused') {
      for (const { call } of slot.entries) this.#reject(call, failure.error);
      return;
    }
    if (failure.kind === 'unclear') {
      this.#trouble.met(failure);
      this.parts.client.failed();
      for (const entry of slot.entries) entry.tried = entry.call.unclear = true;
    } else slot.overtaken++;
    this.#tryAgain(slot);
  }

  #tryAgain(slot: Slot): void {
    this.#again.push(slot);
    if (!this.#recovering) {
      this.#recovering = true;
      if (this.#busy.size === 0) void this.#recover();
    }
  }

  /** Every answer is in. Until the replica shows all that was kept, nothing is sent; then what is open is decided anew. */
  async #recover(): Promise<void> {
    const { client, replicator, limitMs } = this.parts;
    const again = this.#again.splice(0);
    this.#slots.putBack(again);
    for (;;) {
      this.#giveUp();
      if (!this.#slots.first && (this.#state !== 'open' || replicator.end)) break;
      try {
        await this.#trouble.pause(Math.max(0, ...again.map((slot) => slot.overtaken)));
        await this.#trouble.mend(client);
        await withTimeLimit(replicator.caughtUp(), limitMs);
        this.#acknowledged.clear();
        break;
      } catch {
        this.#trouble.goesOn();
      }
    }
    for (const slot of again) slot.sure = true;
    this.#recovering = false;
    this.#pump();
  }

  /** Rejects calls whose time is over, and all when the log is read no further. */
  #giveUp(): void {
    const { end } = this.parts.replicator;
    for (const call of this.#slots.calls())
      if (end || performance.now() > call.giveUpAt) this.#reject(call, end ?? this.#refusal(call));
    while (this.#slots.first?.entries.every(({ call }) => call.over)) this.#slots.shift();
  }

  /** What is said to a call whose time is over; nothing is under way. */
  #refusal(call: Call): EventLogError {
    const isUnclear = call.unclear || call.left < call.requests.length;
    const isBehind = this.#acknowledged.size >= this.parts.mostAhead;
    return isBehind && !isUnclear ? replicaBehind() : this.#trouble.refusal(isUnclear);
  }

  #settle(slot: Slot, { outcomes }: Decision): void {
    for (const [index, { call, at }] of slot.entries.entries()) {
      if (call.over) continue;
      call.outcomes[at] = outcomes[index]!;
      if (--call.left > 0) continue;
      this.#end(call);
      call.resolve(call.outcomes);
    }
  }

  #reject(call: Call, error: Error): void {
    if (call.over) return;
    this.#end(call);
    call.reject(error);
  }

  #end(call: Call): void {
    call.over = true;
    this.#waitingEvents -= eventsIn(call.requests);
    this.#waitingCalls--;
    this.#admit();
  }

  async close(): Promise<void> {
    if (this.#state !== 'open') return;
    this.#state = 'closing';
    await new Promise<void>((resolve) => {
      this.#idle = resolve;
      this.#pump();
    });
    this.#state = 'closed';
    this.#admit();
  }
}

/** A lone half of a surrogate pair does not survive the way to the store and back. @throws EventLogError `log.event-invalid`. */
function checkNames({ stream, events }: PreparedRequest): void {
  if ([stream, ...events.map(({ type }) => type)].some((name) => /\p{Surrogate}/u.test(name)))
    throw new EventLogError(
      'log.event-invalid',
      'The event cannot be stored: the name of a stream and a type are well-formed text. Mend what hands it over.',
    );
}

const eventsIn = (requests: readonly PreparedRequest[]): number =>
  requests.reduce((sum, { events }) => sum + events.length, 0);

const notWhole = (): EventLogError =>
  new EventLogError(
    'log.not-whole',
    'An event to be taken over is not the next of its stream in the event store: another has written there. Take over into a log that nobody writes.',
  );
