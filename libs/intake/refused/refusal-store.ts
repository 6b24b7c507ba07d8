import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ownJournal, type Journal, type JournalCopy } from '#libs/event-log';
import { IntakeError } from '../intake-error.js';
import { inRecords } from '../shared/in-records.js';
import { joined, type StorePlace } from '../shared/joined.js';
import { RefusalMonth } from './refusal-month.js';
import type { RefusedEvent } from './refused-event.js';

/** Refused events, outside the counted log: one file a month, which is removed whole after the time the operator sets. */
export interface RefusalStore {
  /** Kept in the month of each one's `at` (UTC). */
  add(events: readonly RefusedEvent[]): Promise<void>;
  /** Resolves when what other processes added is seen here. */
  caughtUp(): Promise<void>;
  /** Every refusal of an event, the oldest first. */
  find(eventId: string): RefusedEvent[];
  /** A page of a month (YYYY-MM), in the order they came, of some credentials when they are named; `after` = the last `seq` seen, 0 to begin. */
  list(
    month: string,
    after: number,
    limit: number,
    principals?: readonly string[],
  ): (RefusedEvent & { readonly seq: number })[];
  /** How many refusals of a month there are. */
  count(month: string): number;
  /** The months there are, the oldest first. */
  months(): string[];
  /** Removes every month before `month` (YYYY-MM) and answers which. @throws IntakeError `intake.month` */
  removeRefusalsBefore(month: string): Promise<string[]>;
  close(): void;
}

/** What is told of refusals: those of one month, or which months are removed. */
export type RefusalRecord = { readonly refused: readonly RefusedEvent[] } | { readonly removedBefore: string };

/** The file of a month among the files of a directory. */
export const refusalsFile = /^refusals-(\d{4}-\d{2})\.sqlite$/;
const monthForm = /^\d{4}-(?:0[1-9]|1[0-2])$/;

/** Opens the refusals of a directory; the directory is made when there is none. */
export function openRefusals({ directory }: { readonly directory: string }): RefusalStore {
  const store = new RefusalFiles(directory, false);
  store.journal = ownJournal(store);
  return store;
}

/** Opens the refusals that several processes share; the directory has this one's copy. @throws EventLogError `log.unreachable` and others. */
export function openSharedRefusals({ directory, shared }: StorePlace): Promise<RefusalStore> {
  return joined(new RefusalFiles(directory, true), shared, 'refusals');
}

class RefusalFiles implements RefusalStore, JournalCopy<RefusalRecord> {
  journal!: Journal<RefusalRecord>;
  readonly #open = new Map<string, RefusalMonth>();
  #next: number;

  constructor(
    private readonly directory: string,
    private readonly isCopy: boolean,
  ) {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    // A power cut may have taken the last commits of one file and not of another; a record that is taken again changes nothing.
    const newest = this.months().slice(-2);
    this.#next = newest.length === 0 ? 0 : Math.min(...newest.map((month) => this.#month(month).place?.next() ?? 0));
  }

  async add(events: readonly RefusedEvent[]): Promise<void> {
    const months = new Map<string, RefusedEvent[]>();
    for (const event of events) {
      const month = event.at.slice(0, 7);
      const held = months.get(month);
      if (held) held.push(event);
      else months.set(month, [event]);
    }
    for (const held of months.values())
      for (const refused of this.isCopy ? inRecords(held) : [held]) await this.journal.add(() => ({ refused }));
  }

  caughtUp(): Promise<void> {
    return this.journal.caughtUp();
  }

  find(eventId: string): RefusedEvent[] {
    return this.months().flatMap((month) => this.#month(month).find(eventId));
  }

  list(
    month: string,
    after: number,
    limit: number,
    principals?: readonly string[],
  ): (RefusedEvent & { seq: number })[] {
    return this.months().includes(month) ? this.#month(month).list(after, limit, principals) : [];
  }

  count(month: string): number {
    return this.months().includes(month) ? this.#month(month).count() : 0;
  }

  months(): string[] {
    return readdirSync(this.directory)
      .flatMap((name) => refusalsFile.exec(name)?.[1] ?? [])
      .sort();
  }

  async removeRefusalsBefore(month: string): Promise<string[]> {
    if (!monthForm.test(month)) throw new IntakeError('intake.month', 'Not a month; write it YYYY-MM.');
    await this.journal.caughtUp();
    const isOld = (one: string): boolean => one < month;
    const old = this.months().filter(isOld);
    await this.journal.add(() => (this.months().some(isOld) ? { removedBefore: month } : undefined));
    if (this.isCopy && old.length > 0) await this.journal.dropBefore(this.#firstKept());
    return old;
  }

  next(): number {
    return this.#next;
  }

  take(record: RefusalRecord, revision: number): void {
    if ('refused' in record) this.#month(record.refused[0]!.at.slice(0, 7)).add(record.refused, revision);
    else for (const month of this.months().filter((one) => one < record.removedBefore)) this.#remove(month);
    this.#next = revision + 1;
  }

  close(): void {
    for (const month of this.#open.values()) month.close();
    this.#open.clear();
  }

  /** Revision of the first record that tells of a month that is kept; that of the last record where none does. */
  #firstKept(): number {
    return Math.min(this.#next - 1, ...this.months().map((month) => this.#month(month).place?.first() ?? Infinity));
  }

  #remove(month: string): void {
    this.#open.get(month)?.close();
    this.#open.delete(month);
    for (const end of ['', '-wal', '-shm']) rmSync(this.#path(month) + end, { force: true });
  }

  #month(month: string): RefusalMonth {
    let held = this.#open.get(month);
    if (!held) this.#open.set(month, (held = new RefusalMonth(this.#path(month), this.isCopy)));
    return held;
  }

  #path(month: string): string {
    return join(this.directory, `refusals-${month}.sqlite`);
  }
}
