import { createHash, randomUUID } from 'node:crypto';
import { EventLogError } from '../event-log-error.js';
import type { EventMetadata, SideStreams } from '../port.js';

/** A seal over ordinals `from` to `to`: whoever holds its root can tell whether any event up to `to` was changed, moved or lost. */
export interface Seal {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  /** Hex: the chain of hashes up to `to`. */
  readonly root: string;
  /** Hex: the root before `from`. */
  readonly previous: string;
}

/** Where the house's seals stand. */
export const sealStream = 'seal-log';

/** The root of an empty log. */
export const emptyRoot = '0'.repeat(64);

/** One link of the chain: SHA-256 of the root so far and the next event's hash. */
export const link = (root: Buffer, hash: Buffer): Buffer => createHash('sha256').update(root).update(hash).digest();

export interface SealParts {
  readonly side: SideStreams;
  readonly reader: { head(): number; hashes(after: number, limit: number): Buffer[] };
  /** What is stamped on the seal's own event. */
  readonly metadata: EventMetadata;
}

const page = 10_000;

/** Every seal, oldest first. */
export const seals = (side: SideStreams): Seal[] => side.read(sealStream).map(({ data }) => data as Seal);

/**
 * The first seal whose range reaches the ordinal; one is written up to the head when there is none. Several may try: the stream's
 * expected revision lets one win, and all answer its seal.
 * @throws EventLogError `log.no-events` when the log is shorter than the ordinal.
 */
export async function sealReaching(parts: SealParts, ordinal: number): Promise<Seal> {
  for (;;) {
    const known = seals(parts.side);
    const found = known.find(({ to }) => to >= ordinal);
    if (found) return found;
    if (parts.reader.head() < ordinal || ordinal < 1)
      throw new EventLogError('log.no-events', 'There is no event of this ordinal to seal.');
    await writeSeal(parts, known);
  }
}

/** Seals up to the head; the last seal when nothing came since. Undefined for an empty log. */
export async function sealHead(parts: SealParts): Promise<Seal | undefined> {
  const head = parts.reader.head();
  return head === 0 ? undefined : sealReaching(parts, head);
}

async function writeSeal({ side, reader, metadata }: SealParts, known: readonly Seal[]): Promise<void> {
  const last = known.at(-1);
  const previous = last?.root ?? emptyRoot;
  const from = (last?.to ?? 0) + 1;
  let root: Buffer = Buffer.from(previous, 'hex');
  let to = from - 1;
  for (const head = reader.head(); to < head; ) {
    const hashes = reader.hashes(to, Math.min(page, head - to));
    for (const hash of hashes) root = link(root, hash);
    to += hashes.length;
  }
  const data: Seal = { from, to, count: to - from + 1, root: root.toString('hex'), previous };
  const event = { id: randomUUID(), type: 'sealed', version: 1, data, metadata };
  await side.append(sealStream, known.length === 0 ? 'none' : known.length - 1, event);
}
