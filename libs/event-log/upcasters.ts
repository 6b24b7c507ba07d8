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

/** Applies every upcaster that follows, one version after the other. */
export function upcastWith(
  upcasters: readonly Upcaster[],
): (type: string, version: number, data: unknown) => { version: number; data: unknown } {
  const next = new Map(upcasters.map((one) => [`${one.type} ${one.from}`, one.upcast]));
  if (next.size === 0) return (_, version, data) => ({ version, data });
  return (type, version, data) => {
    let [at, content] = [version, data];
    for (let step = next.get(`${type} ${at}`); step; step = next.get(`${type} ${at}`)) {
      content = step(content);
      at++;
    }
    return { version: at, data: content };
  };
}
