import type { PreparedChild } from '../prepare.js';
import type { JsonValue } from '../port.js';

/** A job's data as it lies in BullMQ: the request, and whom it waits for. */
export interface StoredData {
  readonly data: JsonValue;
  readonly children?: readonly StoredChild[];
}

export type StoredChild = Omit<PreparedChild, 'text'>;
