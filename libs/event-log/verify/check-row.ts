import { hash as sha256 } from 'node:crypto';
import type { Row } from './read-rows.js';
import type { Problems } from './verdict.js';

/** What the stored bytes of an event say. */
interface Told {
  readonly stream?: unknown;
  readonly revision?: unknown;
  readonly id?: unknown;
  readonly type?: unknown;
  readonly version?: unknown;
  readonly data?: unknown;
  readonly metadata?: { readonly recordedAt?: unknown } | null;
}

/** A row that was looked at on its own. */
export interface Checked {
  /** SHA-256 of the bytes as they lie there, in hex, whatever the row's hash says. */
  readonly hash: string;
  /** The event's content; undefined when the bytes cannot be read. */
  readonly data: unknown;
}

/** Checks one row by itself: its hash over its bytes, and its columns against what the bytes say. */
export function checkRow(row: Row, where: { ordinal?: number; stream?: string }, problems: Problems): Checked {
  const hash = sha256('sha256', row.bytes, 'hex');
  if (!isBlob(row.hash, hash))
    problems.add('log.hash-mismatch', 'The stored bytes of this event do not have its hash.', where);
  const told = read(row.bytes);
  if (!told) {
    problems.add('log.column-mismatch', 'The stored bytes of this event cannot be read.', where);
    return { hash, data: undefined };
  }
  const differing = differences(row, told);
  if (differing.length > 0)
    problems.add(
      'log.column-mismatch',
      `Stored bytes and columns of this event differ in: ${differing.join(', ')}.`,
      where,
    );
  return { hash, data: told.data };
}

const isBlob = (value: unknown, hex: string): boolean => Buffer.isBuffer(value) && value.toString('hex') === hex;

function read(bytes: Buffer): Told | undefined {
  try {
    const told: unknown = JSON.parse(bytes.toString('utf8'));
    return typeof told === 'object' && told !== null ? told : undefined;
  } catch {
    return undefined;
  }
}

/** Names the columns that say something else than the bytes. A stream that is missing is another problem. */
function differences(row: Row, told: Told): string[] {
  const agreements: [string, boolean][] = [
    ['stream', row.stream === null || told.stream === row.stream],
    ['revision', told.revision === row.revision],
    ['id', typeof told.id === 'string' && isBlob(row.id, told.id.replaceAll('-', ''))],
    ['type', told.type === row.type],
    ['version', told.version === row.version],
    ['recordedAt', Date.parse(String(told.metadata?.recordedAt)) === row.recordedAt],
  ];
  return agreements.filter(([, agrees]) => !agrees).map(([name]) => name);
}
