import { hash } from 'node:crypto';

/** No digits, so that nothing hides in a kind; it is the name of a queue too. */
const kindShape = /^[a-z]+(?:-[a-z]+)*$/;

export const isKind = (kind: string): boolean => kind.length <= 40 && kindShape.test(kind);

/**
 * The id of a request: its kind and 128 bits of a hash over kind, data and, for a child, the parent it belongs to.
 * @param data canonical JSON.
 */
export function jobId(kind: string, data: string, parent: string | null = null): string {
  return `${kind}-${hash('sha256', `${JSON.stringify([kind, parent])}${data}`, 'hex').slice(0, 32)}`;
}

/** The kind that an id names; undefined for what is no id. */
export function kindOfId(id: string): string | undefined {
  const found = /^(.+)-[0-9a-f]{32}$/.exec(id);
  return found && isKind(found[1]!) ? found[1] : undefined;
}
