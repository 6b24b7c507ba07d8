import type { AppendOutcome } from '../port.js';
import type { PreparedRequest } from '../sqlite/prepared.js';
import type { Asked } from './decide.js';

/** A call on its way: its requests, and what became of them so far. */
export interface Call {
  readonly requests: readonly PreparedRequest[];
  readonly outcomes: AppendOutcome[];
  left: number;
  /** No more than this: nothing of it is sent any more. */
  over: boolean;
  /** Part of it was sent and nobody knows what became of it. */
  unclear: boolean;
  /** When it is given up, by the clock of `performance`. */
  readonly giveUpAt: number;
  readonly resolve: (outcomes: AppendOutcome[]) => void;
  readonly reject: (error: Error) => void;
}

export interface Entry extends Asked {
  readonly call: Call;
  /** Its place in the call. */
  readonly at: number;
  tried: boolean;
}

/** What is sent to one stream in one append. */
export interface Slot {
  readonly no: number;
  readonly stream: string;
  readonly counted: boolean;
  entries: Entry[];
  events: number;
  length: number;
  /** How often others were quicker. */
  overtaken: number;
  /** What is known of the stream was looked at anew since it was asked. */
  sure: boolean;
}

/** What goes into one append beyond its first request: events, and characters of text (half a MiB to a MiB and a half of UTF-8). */
const most = { events: 500, length: 256 * 1024 };

const lengthOf = ({ events }: PreparedRequest): number =>
  events.reduce((sum, { content, middle, tail }) => sum + content.length + middle.length + tail.length + 20, 0);

/**
 * The queue, grouped: requests of one stream that wait go into one append, as far as no request overtakes one of its own call. So
 * sixty-four callers in one stream are one append, and the order of a call is that of the log.
 */
export class Slots {
  #slots: Slot[] = [];
  /** The last slot of each stream that still waits. */
  readonly #open = new Map<string, Slot>();
  #no = 0;

  add(call: Call): void {
    let after = 0;
    for (const [at, request] of call.requests.entries())
      after = this.#place({ call, at, request, tried: false }, after);
  }

  /** Puts a request into a slot not before the one numbered `after`; tells the number of its slot. */
  #place(entry: Entry, after: number): number {
    const { request } = entry;
    const length = lengthOf(request);
    let slot = this.#open.get(request.stream);
    if (
      !slot ||
      slot.no < after ||
      slot.events + request.events.length > most.events ||
      slot.length + length > most.length
    )
      slot = this.#newSlot(request);
    slot.entries.push(entry);
    slot.events += request.events.length;
    slot.length += length;
    return slot.no;
  }

  #newSlot({ stream, counted }: PreparedRequest): Slot {
    const slot = { no: ++this.#no, stream, counted, entries: [], events: 0, length: 0, overtaken: 0, sure: false };
    this.#slots.push(slot);
    this.#open.set(stream, slot);
    return slot;
  }

  get first(): Slot | undefined {
    return this.#slots[0];
  }

  shift(): Slot | undefined {
    const slot = this.#slots.shift();
    if (slot && this.#open.get(slot.stream) === slot) this.#open.delete(slot.stream);
    return slot;
  }

  /** Back to where they came from, to be sent once more, before all that came later. */
  putBack(slots: readonly Slot[]): void {
    this.#slots.unshift(...[...slots].sort((one, other) => one.no - other.no));
  }

  /** Every call that waits. */
  calls(): Set<Call> {
    return new Set(this.#slots.flatMap(({ entries }) => entries.map(({ call }) => call)));
  }
}
