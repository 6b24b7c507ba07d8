import type { OpenLog, ReplicaHealth, Seal } from '#libs/event-log';
import type { CredentialStore, EventStatus, OpenIntake, Principal, RefusalStore } from '#libs/intake';
import type { Job, JobPage, JobsHealth } from '#libs/jobs';
import type { Comparison, Manifest, Reproduction } from '#libs/reporting';
import type { Cell, View } from '#projections';
import type { Rebuilt } from '#projections/engine';
import type { HouseJobKind } from './jobs/job-kinds.js';
import type { Config } from './config.js';
import type { RebuildWatch } from './projecting/projecting.js';

/** A data directory opened for writing, with everything that works in it. HTTP and the command line stand on this alone. */
export interface House {
  readonly config: Config;
  /** A demo takes synthetic events only, a live house none. */
  readonly kind: 'demo' | 'live';
  readonly log: OpenLog;
  readonly intake: OpenIntake;
  readonly refusals: RefusalStore;
  readonly credentials: CredentialStore;
  readonly tables: Tables;
  readonly deliveries: Deliveries;
  readonly jobs: HouseJobs;
  /** Ordinal up to which every projection is written, and how far the log is. */
  status(): {
    readonly head: number;
    readonly projected: number;
    readonly waiting: number;
    readonly failure: string | null;
    /** How following the event store goes; null where the log lies in the data directory. */
    readonly store: ReplicaHealth | null;
  };
  /** Resolves when every projection has reached the ordinal. */
  projectedTo(ordinal: number): Promise<void>;
  /** Who may use the house from its own directory (`house.json`): everything but sending events. */
  readonly operator: Principal;
  /** Builds every projection anew and cuts over; the house answers from the present ones meanwhile. */
  rebuild(watch?: RebuildWatch): Promise<readonly Rebuilt[]>;
  /** Seals the log up to its head and writes the seal's head to `anchor.json`; undefined for an empty log. */
  seal(): Promise<Seal | undefined>;
  /** Removes whole months of refusals that are kept longer than configured; answers which. */
  removeOldRefusals(): Promise<readonly string[]>;
  /** Log, vault, kept rows and credentials into an empty directory, while the house runs. @throws HouseError `data.not-empty`. */
  backupTo(directory: string): Promise<{ readonly ordinal: number }>;
  /** Replica, projections and copy of the vault for another process on the same event store. @throws HouseError `data.engine-differs`, `data.not-empty`. */
  snapshotTo(directory: string): Promise<{ readonly ordinal: number }>;
  /** Takes no more, finishes what it acknowledged, closes. */
  close(): Promise<void>;
}

/** Which rows of a view. Every part narrows; text as it came from a URL or the command line. */
export interface TableQuery {
  readonly reporter?: string;
  /** `2026Q1` or `2026`. */
  readonly period?: string;
  /** Year of reporting, for forms and the overview. */
  readonly year?: string;
  /** Valid on this day; for findings: holding on it. */
  readonly on?: string;
  /** Ordinal, instant or date. */
  readonly asOf?: string;
  /** A case by its token. */
  readonly caseKey?: string;
  readonly limit?: number;
  /** Cursor of the page before. */
  readonly after?: string;
}

export interface Table {
  readonly view: View;
  readonly asOf: number;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  /** Cursor of the next page; null = that was all. */
  readonly next: string | null;
}

/** The read side. Rows are only those of the principal's reporters; national rows need the role `national`. */
export interface Tables {
  /** @throws HouseError `view.unknown`, `view.query`, `view.forbidden`. */
  page(view: string, query: TableQuery, who: Principal): Promise<Table>;
  /** Every page, one after the other. */
  pages(view: string, query: TableQuery, who: Principal): AsyncIterable<Table>;
  /** One form as a printable page; identified = numbers in clear, for the role `deliver`. @throws HouseError `form.unknown`, `view.forbidden`. */
  form(serial: number, asOf: string | undefined, identified: boolean, who: Principal): Promise<string>;
  /** Everything of a person or a case: who said what, when, and which rows it moved. @throws HouseError `trace.unknown`, `view.forbidden`. */
  trace(about: TraceRequest, who: Principal): Promise<readonly TraceLine[]>;
  /** An event by our id; empty lists for one of a system that is not the asker's. */
  event(eventId: string, who: Principal): Promise<EventAnswer>;
  /** What is open about an event of the asker's own system, by our id. */
  findings(eventId: string, who: Principal): readonly OpenFinding[];
}

/** A number (never in a URL), a pseudonym, or the sender's case id with its reporter and system. */
export type TraceRequest =
  | { readonly kind: 'cpr' | 'substitute' | 'person-id'; readonly number: string }
  | { readonly pseudonym: string }
  | { readonly caseId: string; readonly reporter: string; readonly system: string };

/** What is known of an event: where it lies or why it was refused, and what is open about it. */
export interface EventAnswer extends EventStatus {
  /** False while a projection has not reached it: findings may still come. */
  readonly projected: boolean;
  readonly findings: readonly OpenFinding[];
}

export interface OpenFinding {
  readonly rule: string;
  readonly severity: string;
  readonly en: string;
  readonly da: string;
  /** The day from which it holds; '' = at once. */
  readonly holdsFrom: string;
  /** Ordinal of the event that opened it. */
  readonly since: number;
}

export interface TraceLine {
  readonly ordinal: number;
  readonly recordedAt: string;
  readonly system: string;
  readonly principal: string;
  readonly stream: string;
  readonly type: string;
  readonly event: string;
  readonly data: unknown;
  /** What the event moved: projection, kind of row, its key, its date. */
  readonly moved: readonly { projection: string; kind: string; key: string; date: string; gone: boolean }[];
  /** Deliveries that hold a row the event moved. */
  readonly deliveries: readonly TracedDelivery[];
}

/** `delivered`: the row went out as this event left it. `outdated`: it went out before, as it was before this event. */
export interface TracedDelivery {
  readonly id: string;
  readonly row: string;
  readonly effect: 'delivered' | 'outdated';
}

export interface DeliverOrder {
  readonly statistic: string;
  /** '' = the country, for the role `national`. */
  readonly reporter: string;
  readonly period: string;
  readonly asOf?: string;
  readonly parameters?: Readonly<Record<string, string>>;
}

/** A delivery as the ledger has it. */
export interface DeliveryNote {
  readonly id: string;
  readonly number: number;
  readonly statistic: string;
  readonly reporter: string;
  readonly period: string;
  readonly asOf: number;
  readonly rows: number;
  readonly rowsSha256: string;
  readonly at: string;
  readonly principal: string;
  readonly supplementOf?: string;
  readonly files: readonly { readonly name: string; readonly bytes: number; readonly sha256: string }[];
}

export interface Deliveries {
  /** Every statistic that can be delivered. */
  statistics(): readonly { id: string; en: string; da: string; periods: string }[];
  /** @throws ReportingError, HouseError `delivery.forbidden`. */
  deliver(order: DeliverOrder, who: Principal, watch?: Watch): Promise<DeliveryResult>;
  /** What came since the period was delivered; null where nothing did. */
  supplement(order: DeliverOrder, who: Principal, watch?: Watch): Promise<DeliveryResult | null>;
  list(filter: { statistic?: string; reporter?: string; period?: string }, who: Principal): readonly DeliveryNote[];
  /** Its manifest, as sealed. @throws ReportingError `delivery.not-found`, HouseError `delivery.forbidden`. */
  manifest(id: string, who: Principal): Manifest;
  /** The difference between two deliveries of one statistic. */
  compare(earlier: string, later: string, who: Principal): Promise<Comparison>;
  reproduce(id: string, who: Principal): Promise<Reproduction>;
}

export interface Watch {
  readonly signal?: AbortSignal;
  readonly onProgress?: (step: string, rows: number) => void;
}

export interface DeliveryResult extends DeliveryNote {
  /** It was delivered before; nothing was added. */
  readonly again: boolean;
  /** Directory of its files. */
  readonly folder: string;
}

/** Deliveries and rebuilds as jobs: asked for, watched, and ended; they go on after a restart. */
export interface HouseJobs {
  /**
   * Asks for a delivery. The same order as of the same moment is the same job; one that has ended is done again, which gives the same
   * delivery. @throws HouseError `delivery.forbidden`, `delivery.unknown`, ReportingError, JobsError.
   */
  add(kind: HouseJobKind, order: DeliverOrder, who: Principal): Promise<Job>;
  /** Asks this process to build its projections anew. The caller sees to the role. @throws JobsError. */
  addRebuild(who: Principal): Promise<Job>;
  /** @throws HouseError `job.unknown`. */
  get(id: string, who: Principal): Promise<Job>;
  list(who: Principal, paging?: { readonly after?: string; readonly limit?: number }): Promise<JobPage>;
  /** @throws HouseError `job.unknown`. */
  cancel(id: string, who: Principal): Promise<Job>;
  health(): Promise<JobsHealth>;
}
