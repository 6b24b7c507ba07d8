import { closed, EventLogError, type EventLogErrorCode } from '../event-log-error.js';

/** What lies in the log after a place, in order. */
export interface Page<Place> {
  /** Where the next page begins. */
  readonly next: Place;
  /** Nothing lay behind it when it was read. */
  readonly atEnd: boolean;
}

/** A log that is read page by page. */
export interface Source<Place, P extends Page<Place>> {
  page(after: Place): Promise<P>;
  /** Lets go of a connection that failed, so that the next page is asked of a new one. */
  renew(): Promise<void>;
}

export interface ReplicatorOptions<Place, P extends Page<Place>, Taken> {
  readonly source: Source<Place, P>;
  readonly start: Place;
  /** Resolves when the replica shows what lies in a page, with what is to be told of it. */
  readonly takeOver: (page: P) => Promise<Taken>;
  /** Told of each page, once it is not read again whatever comes: should this throw, following goes on behind the page. */
  readonly tell: (taken: Taken) => void;
  /** Milliseconds between two looks at the end of the log. */
  readonly lookEvery: number;
}

/** How following the log goes. */
export interface ReplicaHealth {
  /** The last page came. */
  readonly connected: boolean;
  /** The replica stood at the end of the log when it last looked. */
  readonly caughtUp: boolean;
  /** Milliseconds since the replica last stood at the end of the log; null when it never did. */
  readonly lagMs: number | null;
  /** How often reading was begun anew from the last event taken over. */
  readonly resubscriptions: number;
  /** What the last attempt failed of; null when it did not. */
  readonly trouble: EventLogErrorCode | null;
  /** Nothing more is read: what lies in the log cannot be taken over. See `trouble`. */
  readonly stopped: boolean;
}

/** Longest wait between two attempts, in milliseconds. */
const longestWait = 5_000;

/** What no second attempt can mend. */
const final: ReadonlySet<EventLogErrorCode> = new Set([
  'log.not-whole',
  'log.damaged',
  'log.format-unknown',
  'log.closed',
]);

interface Asked<P> {
  readonly look: number;
  readonly page: P;
}

interface Waiting {
  readonly look: number;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/**
 * Follows a log into a replica: page after page from the last event taken over, then a look at the end every few milliseconds.
 * Supervises itself: after any fault it begins anew from the last event taken over, later and later.
 */
export class Replicator<Place, P extends Page<Place>, Taken = unknown> {
  #place: Place;
  /** Counts the pages asked for. */
  #look = 0;
  #ahead: Promise<Asked<P>> | undefined;
  #waiting: Waiting[] = [];
  #wake: (() => void) | undefined;
  #nudged = false;
  #closing = false;
  #failures = 0;
  #resubscriptions = 0;
  #atEndSince: number | null = null;
  #trouble: EventLogError | null = null;
  #stopped = false;
  readonly #running: Promise<void>;

  constructor(private readonly options: ReplicatorOptions<Place, P, Taken>) {
    this.#place = options.start;
    this.#running = this.#run();
  }

  get health(): ReplicaHealth {
    const atEnd = this.#atEndSince;
    return {
      connected: this.#trouble === null && this.#look > 0,
      caughtUp: this.#trouble === null && atEnd !== null && Date.now() - atEnd < 1_000 + 2 * this.options.lookEvery,
      lagMs: atEnd === null ? null : Date.now() - atEnd,
      resubscriptions: this.#resubscriptions,
      trouble: this.#trouble?.code ?? null,
      stopped: this.#stopped,
    };
  }

  /** Why nothing more is read; null while it is. */
  get end(): EventLogError | null {
    return this.#stopped ? this.#trouble : null;
  }

  /**
   * Until the replica shows all that was in the log when this was asked.
   * @throws EventLogError when nothing more is read.
   */
  caughtUp(): Promise<void> {
    if (this.#stopped || this.#closing) return Promise.reject(this.#trouble ?? closed());
    return new Promise((resolve, reject) => {
      this.#waiting.push({ look: this.#look + 1, resolve, reject });
      this.#nudged = true;
      if (this.#failures === 0) this.#wake?.();
    });
  }

  async close(): Promise<void> {
    this.#closing = true;
    this.#wake?.();
    await this.#running;
    this.#rejectWaiting(closed());
  }

  async #run(): Promise<void> {
    while (!this.#closing && !this.#stopped) {
      try {
        const atEnd = await this.#takePage();
        if (atEnd && !this.#nudged) await this.#pause(this.options.lookEvery);
        this.#nudged = false;
      } catch (error) {
        await this.#failed(error);
      }
    }
  }

  async #takePage(): Promise<boolean> {
    this.#nudged = false;
    const { look, page } = await (this.#ahead ?? this.#read(this.#place));
    // The next page is on its way while this one is written.
    this.#ahead = page.atEnd ? undefined : this.#read(page.next);
    this.#ahead?.catch(() => undefined);
    const taken = await this.options.takeOver(page);
    this.#place = page.next;
    this.options.tell(taken);
    // Before anybody who waits is told: health says what they were told.
    this.#failures = 0;
    this.#trouble = null;
    if (!page.atEnd) return false;
    this.#atEndSince = Date.now();
    const reached = this.#waiting.filter((one) => one.look <= look);
    this.#waiting = this.#waiting.filter((one) => one.look > look);
    for (const { resolve } of reached) resolve();
    return true;
  }

  async #read(after: Place): Promise<Asked<P>> {
    const look = ++this.#look;
    return { look, page: await this.options.source.page(after) };
  }

  async #failed(cause: unknown): Promise<void> {
    this.#trouble = asLogError(cause);
    this.#ahead = undefined;
    if (final.has(this.#trouble.code)) {
      this.#stopped = true;
      return this.#rejectWaiting(this.#trouble);
    }
    this.#resubscriptions++;
    await this.#pause(Math.min(50 * 2 ** this.#failures++, longestWait));
    if (!this.#closing) await this.options.source.renew();
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.#wake = undefined;
        resolve();
      };
      const timer = setTimeout(done, ms);
      this.#wake = done;
    });
  }

  #rejectWaiting(error: Error): void {
    for (const { reject } of this.#waiting.splice(0)) reject(error);
  }
}

const asLogError = (cause: unknown): EventLogError =>
  cause instanceof EventLogError
    ? cause
    : new EventLogError('log.unreachable', 'The log could not be read; it is tried again.', { cause });
