import { hash as sha256 } from 'node:crypto';
import { textAt, type PreparedEvent, type PreparedRequest } from './prepared.js';

/** An event as it stands in the log: what its row holds beside numbers that only the table gives. */
export interface StoredRow {
  readonly stream: string;
  /** False for the house's own streams, which have no ordinals. */
  readonly counted: boolean;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly version: number;
  /** Milliseconds since 1970. */
  readonly recordedAt: number;
  /** The canonical text. */
  readonly bytes: string;
  /** Its SHA-256 in hex. */
  readonly hash: string;
}

export function rowAt({ stream, counted }: PreparedRequest, event: PreparedEvent, revision: number): StoredRow {
  const bytes = textAt(event, revision);
  const { id, type, version, recordedAt } = event;
  return { stream, counted, revision, id, type, version, recordedAt, bytes, hash: sha256('sha256', bytes, 'hex') };
}

/** The rows that requests with exact revisions ask for. */
export function* rowsOf(requests: readonly PreparedRequest[]): Generator<StoredRow> {
  for (const request of requests)
    for (const [at, event] of request.events.entries())
      yield rowAt(request, event, (request.expected as number) + 1 + at);
}
