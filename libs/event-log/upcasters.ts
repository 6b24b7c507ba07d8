import { EventLogError } from './event-log-error.js';

/**
 * Brings the content of one event type from a schema version to the next. Pure and total: any content ever stored under `from`
 * has a form under `from + 1`. The stored bytes and their hash never change; a change here raises the version of the
 * projections that read the type.
 */
export interface Upcaster {
  readonly type: string;
  readonly from: number;
  readonly upcast: (data: unknown) => unknown;
}

/** The house's upcasters. No event type has a second version yet. */
export const houseUpcasters: readonly Upcaster[] = [];

/** An event's content as of the newest version that there are upcasters for. */
export type Upcast = (type: string, version: number, data: unknown) => { version: number; data: unknown };

/**
 * Applies every upcaster that follows, one version after the other.
 * @throws EventLogError `log.upcaster-twice` when two start from the same version of a type.
 */
export function upcastWith(upcasters: readonly Upcaster[]): Upcast {
  const next = new Map(upcasters.map((one) => [`${one.from} ${one.type}`, one.upcast]));
  if (next.size !== upcasters.length)
    throw new EventLogError(
      'log.upcaster-twice',
      'Two upcasters start from the same version of an event type. Keep one of them.',
    );
  if (next.size === 0) return (_, version, data) => ({ version, data });
  return (type, version, data) => {
    let [at, content] = [version, data];
    for (let step = next.get(`${at} ${type}`); step; step = next.get(`${at} ${type}`)) {
      content = step(content);
      at++;
    }
    return { version: at, data: content };
  };
}
