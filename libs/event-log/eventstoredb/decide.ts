import type { AppendOutcome, AppendReceipt } from '../port.js';
import { isTwin, type PreparedEvent, type PreparedRequest } from '../sqlite/prepared.js';

/** An event that is in the stream already. */
export interface Held {
  readonly revision: number;
  readonly ordinal: number | null;
  /** Type, version and data are those of the event. */
  isSame(event: PreparedEvent): boolean;
  /** It is this very event, metadata and all: what an attempt without an answer has left. */
  isSelf(event: PreparedEvent): boolean;
}

/** A stream as it is known: every event up to `head`. */
export interface StreamView {
  readonly head: number;
  held(id: string): Held | undefined;
}

/** One request of a slot. */
export interface Asked {
  readonly request: PreparedRequest;
  /** It was sent before and nobody knows what became of it. */
  readonly tried: boolean;
}

export interface Decision {
  /** Outcomes in the order of the requests, true as soon as `fresh` is appended after `head`. */
  readonly outcomes: readonly AppendOutcome[];
  readonly fresh: readonly PreparedEvent[];
  /** A request expects a revision that is not known yet: look again before it is answered. */
  readonly unsure: boolean;
}

/** Decides requests of one stream one by one, as the port says, on what is known of the stream and the ones before. */
export function decide(asked: readonly Asked[], view: StreamView): Decision {
  const made = new Map<string, Held & { readonly event: PreparedEvent }>();
  const outcomes: AppendOutcome[] = [];
  let unsure = false;
  for (const one of asked) {
    const outcome = decideOne(one, view, made);
    outcomes.push(outcome);
    unsure ||= outcome.kind === 'wrong-revision' && (one.request.expected as number) > outcome.actual;
  }
  return { outcomes, fresh: [...made.values()].map(({ event }) => event), unsure };
}

function decideOne(
  { request, tried }: Asked,
  view: StreamView,
  made: Map<string, Held & { readonly event: PreparedEvent }>,
): AppendOutcome {
  const actual = view.head + made.size;
  const fresh = new Map<string, { readonly event: PreparedEvent; readonly revision: number }>();
  const receipts: AppendReceipt[] = [];
  for (const event of request.events) {
    const held = made.get(event.id) ?? view.held(event.id);
    const twin = fresh.get(event.id);
    if (held ? !held.isSame(event) : twin && !isTwin(twin.event, event))
      return { kind: 'conflict', eventId: event.id, revision: held?.revision ?? -1 };
    if (held) {
      const { revision, ordinal } = held;
      receipts.push({ id: event.id, revision, ordinal, duplicate: !(tried && held.isSelf(event)) });
    } else {
      const revision = twin?.revision ?? actual + 1 + fresh.size;
      if (!twin) fresh.set(event.id, { event, revision });
      receipts.push({ id: event.id, revision, ordinal: null, duplicate: twin !== undefined });
    }
  }
  const { expected } = request;
  if (fresh.size > 0 && expected !== 'any' && expected !== actual)
    return { kind: 'wrong-revision', expected: expected === -1 ? 'none' : expected, actual };
  for (const { event, revision } of fresh.values())
    made.set(event.id, {
      event,
      revision,
      ordinal: null,
      isSame: (other) => isTwin(event, other),
      isSelf: () => false,
    });
  return { kind: 'appended', receipts };
}
