import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { House } from '#apps/house';
import type { ReplicaHealth } from '#libs/event-log';
import type { Receipt } from '#libs/intake';

type Verdict = Receipt['verdict'];

/** What Prometheus may know: counts and times by route template; nothing personal, no raw URL. */
export class Metrics {
  readonly registry = new Registry();
  readonly #requests = new Counter({
    name: 'sagsspor_http_requests_total',
    help: 'Requests answered, by method, route template and status.',
    labelNames: ['method', 'route', 'status'],
    registers: [this.registry],
  });
  readonly #seconds = new Histogram({
    name: 'sagsspor_http_request_seconds',
    help: 'How long requests took, from their head to the end of the answer.',
    labelNames: ['method', 'route'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10, 60, 300],
    registers: [this.registry],
  });
  readonly #events = new Counter({
    name: 'sagsspor_intake_events_total',
    help: 'Events sent over HTTP, by verdict.',
    labelNames: ['verdict'],
    registers: [this.registry],
  });

  constructor(house: House, underWay: () => number) {
    collectDefaultMetrics({ register: this.registry });
    for (const verdict of ['accepted', 'duplicate', 'refused'] as const) this.#events.inc({ verdict }, 0);
    const stats = () => house.log.appender.stats;
    this.#gauge('sagsspor_http_requests_under_way', 'Requests under way.', underWay);
    this.#gauge('sagsspor_log_head', 'Largest ordinal of the log.', () => house.status().head);
    this.#gauge(
      'sagsspor_projected',
      'Ordinal up to which every projection is written.',
      () => house.status().projected,
    );
    this.#gauge('sagsspor_projection_lag', 'Events that a projection has not reached.', () => lag(house));
    this.#gauge('sagsspor_projection_failed', '1 when projecting stands still.', () =>
      Number(house.status().failure !== null),
    );
    this.#gauge('sagsspor_log_commit_milliseconds', 'How long the last commit took.', () => stats().lastCommitMs);
    this.#gauge('sagsspor_log_waiting_events', 'Events that wait for a commit.', () => stats().waitingEvents);
    if (house.status().store !== null) this.#storeGauges(() => house.status().store!);
  }

  #storeGauges(health: () => ReplicaHealth): void {
    this.#gauge('sagsspor_eventstore_connected', '1 when the last page came from the event store.', () =>
      Number(health().connected),
    );
    this.#gauge('sagsspor_eventstore_caught_up', '1 when the replica stood at the end of the log.', () =>
      Number(health().caughtUp),
    );
    this.#gauge(
      'sagsspor_eventstore_lag_milliseconds',
      'How long ago the replica stood at the end of the log; -1 when it never did.',
      () => health().lagMs ?? -1,
    );
    this.#gauge(
      'sagsspor_eventstore_resubscriptions',
      'How often reading was begun anew after a fault.',
      () => health().resubscriptions,
    );
  }

  request(method: string, route: string, status: number, seconds: number): void {
    this.#requests.inc({ method, route, status });
    this.#seconds.observe({ method, route }, seconds);
  }

  /** Counts what became of events. */
  events(counts: Readonly<Record<Verdict, number>>): void {
    for (const verdict of ['accepted', 'duplicate', 'refused'] as const)
      if (counts[verdict] > 0) this.#events.inc({ verdict }, counts[verdict]);
  }

  #gauge(name: string, help: string, read: () => number): void {
    new Gauge({
      name,
      help,
      registers: [this.registry],
      collect() {
        this.set(read());
      },
    });
  }
}

function lag(house: House): number {
  const { head, projected } = house.status();
  return head - projected;
}
