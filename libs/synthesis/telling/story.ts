import { addDays } from '#libs/reference';
import { cloudEventTypeOf, eventType, syntheticSource, type EventName } from '#libs/cases';
import type { Random } from '../random.js';

/** A CloudEvents 1.0 event as a case system sends it. */
export interface CloudEvent {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly datacontenttype: 'application/json';
  readonly data: Readonly<Record<string, unknown>>;
}

/** A finding that made-up faults must give: its rule, and the sender's ids of the events it speaks about, sorted. */
export interface ExpectedFinding {
  readonly rule: string;
  readonly events: readonly string[];
}

const envelopeTypes = new Map<EventName, string>();

function envelopeType(type: EventName): string {
  let text = envelopeTypes.get(type);
  if (!text) envelopeTypes.set(type, (text = cloudEventTypeOf(eventType(type)!)));
  return text;
}

interface Told {
  readonly day: string;
  readonly event: CloudEvent;
}

/**
 * What is told of one child, by every municipality that has to do with it. An event that would be told after the last day is
 * left out, with the findings that would need it.
 */
export class Story {
  readonly #told: Told[] = [];
  readonly #data = new Map<string, { type: EventName; data: Readonly<Record<string, unknown>> }>();
  readonly #expected: (ExpectedFinding & { readonly from: string })[] = [];
  #count = 0;

  /**
   * @param prefix what the ids of the child's events begin with
   * @param end last day anything is told on
   */
  constructor(
    readonly prefix: string,
    readonly end: string,
    private readonly random: Random,
  ) {}

  /** Tells an event on a day, now and then weeks later than that; gives its id. */
  tell(type: EventName, day: string, data: Readonly<Record<string, unknown>>, id = this.newId()): string {
    if (type !== 'correction' && type !== 'retraction') this.#data.set(id, { type, data });
    if (day > this.end) return id;
    const sent = this.sentOn(day);
    const minute = String(this.#told.length % 60).padStart(2, '0');
    const { reporter, ...rest } = data;
    this.#told.push({
      day: sent,
      event: {
        specversion: '1.0',
        id,
        source: syntheticSource,
        type: envelopeType(type),
        datacontenttype: 'application/json',
        data: { reporter, sentAt: `${sent}T10:${minute}:00Z`, ...rest },
      },
    });
    return id;
  }

  /** One in forty is told late, up to five months; never after the last day. */
  private sentOn(day: string): string {
    if (!this.random.chance(0.025)) return day;
    const late = addDays(day, this.random.whole(1, 150));
    return late > this.end ? this.end : late;
  }

  newId(): string {
    this.#count += 1;
    return `${this.prefix}.${this.#count}`;
  }

  /** Tells that an event was wrong or lacked something: its whole content with what changes. */
  correct(
    id: string,
    day: string,
    change: Readonly<Record<string, unknown>>,
    reason: 'error' | 'addition' = 'error',
  ): string {
    const { type, data } = this.#data.get(id)!;
    const content = { ...data, ...change };
    this.#data.set(id, { type, data: content });
    return this.tellPlainly('correction', day, { reporter: data['reporter'], root: id, type, reason, content });
  }

  /** Takes an event back. */
  retract(id: string, day: string, reason = 'reported-by-mistake'): string {
    const { type, data } = this.#data.get(id)!;
    const { reporter, person, caseId } = data;
    const about = { reporter, root: id, type, reason, person, ...(caseId !== undefined && { caseId }) };
    return this.tellPlainly('retraction', day, about);
  }

  /** Never late, since the order among the changes of one event counts. */
  tellPlainly(type: EventName, day: string, data: Readonly<Record<string, unknown>>): string {
    const id = this.tell(type, day, data);
    const last = this.#told.at(-1);
    if (last?.event.id === id && last.day !== day) {
      const event = { ...last.event, data: { ...last.event.data, sentAt: `${day}T11:00:00Z` } };
      this.#told[this.#told.length - 1] = { day, event };
    }
    return id;
  }

  /** Ids of the facts told in a case so far. */
  idsOfCase(caseId: string): string[] {
    return [...this.#data].filter(([, { data }]) => data['caseId'] === caseId).map(([id]) => id);
  }

  /** Whether an event is told by the last day. */
  isTold(id: string): boolean {
    return this.#told.some(({ event }) => event.id === id);
  }

  /** Says that a finding must come of these events; from a day on, where it only holds then. */
  expect(rule: string, events: readonly string[], from = ''): void {
    this.#expected.push({ rule, events: [...new Set(events)].sort(), from });
  }

  /** The events in the order of their days. */
  events(): CloudEvent[] {
    return [...this.#told]
      .sort((one, other) => (one.day < other.day ? -1 : one.day > other.day ? 1 : 0))
      .map(({ event }) => event);
  }

  /** The findings to expect once all is told. */
  expected(): ExpectedFinding[] {
    return this.#expected
      .filter(({ events, from }) => from <= this.end && events.every((id) => this.isTold(id)))
      .map(({ rule, events }) => ({ rule, events }));
  }
}
