import { isUtf8 } from 'node:buffer';
import { hash as sha256 } from 'node:crypto';
import { EventLogError } from '../event-log-error.js';
import { readStoredText } from '../replica/stored-text.js';
import { isSideStream } from '../side-stream-names.js';
import { textAt, type PreparedEvent } from '../sqlite/prepared.js';
import type { NewStoreEvent } from './append-message.js';
import type { StoredRow } from '../sqlite/stored-row.js';
import type { StoreRecord } from './store-record.js';

/**
 * Events of one append as the store keeps them: their data are the canonical text, to the byte, as SQLite has it in its row; so bytes and hash are
 * the same in every engine, and need nothing beside them. All lie in one piece of memory.
 *
 * Their ids in the store are made of the hash. The store takes an append again for the one before when revision and ids are the same, and
 * looks at nothing else; so what it takes for the same has the same bytes, and the same event id with other content never passes.
 * @param first revision of the first.
 */
export function toStore(events: readonly PreparedEvent[], first: number): NewStoreEvent[] {
  const texts = events.map((event, at) => textAt(event, first + at));
  const bytes = Buffer.allocUnsafeSlow(texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0));
  let end = 0;
  return texts.map((text, at) => {
    const data = bytes.subarray(end, (end += bytes.write(text, end)));
    return { id: storeId(hashOf(data)), type: events[at]!.type, contentType: 'application/octet-stream', data };
  });
}

/** The first 122 bits of a SHA-256 in hex, as a UUID of version 8 (RFC 9562, own use). */
function storeId(hash: string): string {
  const variant = '89ab'[parseInt(hash[16]!, 16) & 3];
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-${variant}${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}

/**
 * Reads an event of ours out of the store, and checks that it lies where it says and hashes to its id.
 * @throws EventLogError `log.damaged`, `log.not-whole` for the trace of a deleted stream.
 */
export function fromStore({ id, type, revision, data }: StoreRecord, stream: string): StoredRow {
  if (type === '$streamDeleted')
    throw new EventLogError(
      'log.not-whole',
      'A stream of the log was deleted in the event store. Find out who did it, and restore the store from its backup.',
    );
  const hash = hashOf(data);
  if (storeId(hash) !== id || !isUtf8(data)) throw misplaced();
  const bytes = data.toString('utf8');
  const text = readStoredText(bytes);
  if (text.stream !== stream || text.revision !== revision) throw misplaced();
  const { id: ours, type: told, version, recordedAt } = text.event;
  return { stream, counted: !isSideStream(stream), revision, id: ours, type: told, version, recordedAt, bytes, hash };
}

const hashOf = (data: Uint8Array): string => sha256('sha256', data, 'hex');

const misplaced = (): EventLogError =>
  new EventLogError(
    'log.damaged',
    'An event in the streams of the log was not written by this house, or was changed since. Find out who writes there; the log is read no further.',
  );
