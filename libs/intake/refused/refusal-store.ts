import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { IntakeError } from '../intake-error.js';
import { RefusalMonth } from './refusal-month.js';
import type { RefusedEvent } from './refused-event.js';

/** Refused events, outside the counted log: one file a month, which is removed whole after the time the operator sets. */
export interface RefusalStore {
  /** Kept in the month of each one's `at` (UTC). */
  add(events: readonly RefusedEvent[]): void;
  /** Every refusal of an event, the oldest first. */
  find(eventId: string): RefusedEvent[];
  /** A page of a month (YYYY-MM), in the order they came, of some credentials when they are named; `after` = the last `seq` seen, 0 to begin. */
  list(
    month: string,
    after: number,
    limit: number,
    principals?: readonly string[],
  ): (RefusedEvent & { readonly seq: number })[];
  /** The months there are, the oldest first. */
  months(): string[];
  /** Removes every month before `month` (YYYY-MM) and answers which. @throws IntakeError `intake.month` */
  removeRefusalsBefore(month: string): string[];
  close(): void;
}

const fileName = /^refusals-(\d{4}-\d{2})\.sqlite$/;
const monthForm = /^\d{4}-(?:0[1-9]|1[0-2])$/;

/** Opens the refusals of a directory; the directory is made when there is none. */
export function openRefusals({ directory }: { readonly directory: string }): RefusalStore {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  return new RefusalFiles(directory);
}

class RefusalFiles implements RefusalStore {
  readonly #open = new Map<string, RefusalMonth>();

  constructor(private readonly directory: string) {}

  add(events: readonly RefusedEvent[]): void {
    const months = new Map<string, RefusedEvent[]>();
    for (const event of events) {
      const month = event.at.slice(0, 7);
      const held = months.get(month);
      if (held) held.push(event);
      else months.set(month, [event]);
    }
    for (const [month, held] of months) this.#month(month).add(held);
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

  months(): string[] {
    return readdirSync(this.directory)
      .flatMap((name) => fileName.exec(name)?.[1] ?? [])
      .sort();
  }

  removeRefusalsBefore(month: string): string[] {
    if (!monthForm.test(month)) throw new IntakeError('intake.month', 'Not a month; write it YYYY-MM.');
    const old = this.months().filter((one) => one < month);
    for (const one of old) {
      this.#open.get(one)?.close();
      this.#open.delete(one);
      for (const end of ['', '-wal', '-shm']) rmSync(this.#path(one) + end, { force: true });
    }
    return old;
  }

  close(): void {
    for (const month of this.#open.values()) month.close();
    this.#open.clear();
  }

  #month(month: string): RefusalMonth {
    let held = this.#open.get(month);
    if (!held) this.#open.set(month, (held = new RefusalMonth(this.#path(month))));
    return held;
  }

  #path(month: string): string {
    return join(this.directory, `refusals-${month}.sqlite`);
  }
}
