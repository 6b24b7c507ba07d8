import type { SharedPlace } from '#libs/event-log';
import type { Kind } from '../claim-row.js';
import type { RandomBytes } from '../sealing.js';

/** Name of the journal that brings every copy of the vault through the same states. */
export const vaultJournal = 'vault';

/** What stands in the journal: the vault's own keys first, then the claims, in the order of their ids. Bytes are base64. */
export type VaultRecord = SecretsRecord | ClaimsRecord;

/** Check value and index key by name, sealed under the master key. */
export interface SecretsRecord {
  readonly kind: 'secrets';
  readonly secrets: Readonly<Record<string, string>>;
}

export interface ClaimsRecord {
  readonly kind: 'claims';
  /** Id of the first row; the others follow without a gap. */
  readonly first: number;
  /** Name of the shared value with the keys of the persons among the rows; null when there is none to keep. */
  readonly keys: string | null;
  readonly rows: readonly Row[];
}

/** A claim as it lies in the file, but for its id. `content` is null for what was told of an erased person. */
export type Row = readonly [hash: string, token: string, kind: Kind, owner: number, content: string | null];

/** Keys of persons by their ids, sealed under the master key. What is not in it is erased. */
export type KeysValue = Readonly<Record<string, string>>;

/** Rows that go in one record, and the keys of the persons among them. */
export interface Slice {
  readonly first: number;
  readonly rows: readonly Row[];
  readonly keys: KeysValue;
}

/** A name for the keys of a record that is yet to be added. */
export const newKeysName = (random: RandomBytes): string => `vault-keys-${random(16).toString('hex')}`;

/**
 * The record of a slice, none of an empty one. The keys are put first, so that no copy ever meets a record whose keys are not there; keys whose
 * record never comes open nothing.
 */
export async function recordOf(
  { first, rows, keys }: Slice,
  keysName: string,
  shared: Pick<SharedPlace, 'put'>,
): Promise<ClaimsRecord | undefined> {
  if (rows.length === 0) return undefined;
  const isKeyed = Object.keys(keys).length > 0;
  if (isKeyed) await shared.put(keysName, keys);
  return { kind: 'claims', first, keys: isKeyed ? keysName : null, rows };
}
