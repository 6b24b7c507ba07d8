import { createHash } from 'node:crypto';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { EventLogError } from '../event-log-error.js';
import type { EventMetadata, NewEvent, SideStreams } from '../port.js';
import { emptyRoot, SealBuilder, type Fingerprints, type Seal } from './seal.js';

/** Where the house's seals stand. */
export const sealStream = 'seal-log';

export interface SealParts {
  readonly side: SideStreams;
  readonly reader: Fingerprints;
  /** What is stamped on the seal's own event. */
  readonly metadata: EventMetadata;
  /** The ordinal that must be sealed; default: the head. */
  readonly upTo?: number;
}

/** Every seal, oldest first. */
export const seals = (side: SideStreams): Seal[] => side.read(sealStream).map(({ data }) => data as Seal);

/** The last seal; undefined when nothing was sealed yet. */
export const sealHead = (side: SideStreams): Seal | undefined => seals(side).at(-1);

/** The first seal whose range reaches the ordinal; undefined when none does. */
export const sealReaching = (side: SideStreams, ordinal: number): Seal | undefined =>
  seals(side).find(({ to }) => to >= ordinal);

/** Events linked between two turns of the process. */
const page = 5_000;
/** Milliseconds before the seals are read again when another was first, for an engine whose reads lag behind. */
const lag = 20;

/**
 * Answers the first seal that reaches `upTo`, and writes one exactly up to it when there is none. Several may try at once: the
 * stream's expected revision lets one win, and the others answer or build on its seal. Undefined for an empty log.
 * @throws EventLogError `log.no-events` when the log does not reach the ordinal.
 */
export async function sealLog({ side, reader, metadata, upTo = reader.head() }: SealParts): Promise<Seal | undefined> {
  if (upTo === 0) return undefined;
  if (!Number.isSafeInteger(upTo) || upTo < 0 || upTo > reader.head())
    throw new EventLogError('log.no-events', 'The log does not reach this ordinal. Seal up to one that it holds.');
  for (;;) {
    const known = seals(side);
    const reaching = known.find(({ to }) => to >= upTo);
    if (reaching) return reaching;
    const seal = await buildSeal(reader, known.at(-1), upTo);
    const expected = known.length === 0 ? 'none' : known.length - 1;
    const outcome = await side.append(sealStream, expected, sealEvent(seal, metadata));
    if (outcome.kind === 'appended') return seal;
    await setTimeout(lag);
  }
}

async function buildSeal(reader: Fingerprints, before: Seal | undefined, upTo: number): Promise<Seal> {
  const builder = new SealBuilder((before?.to ?? 0) + 1, before?.root ?? emptyRoot);
  for (let at = before?.to ?? 0; at < upTo; ) {
    const fingerprints = reader.fingerprints(at, Math.min(page, upTo - at));
    for (const one of fingerprints) builder.add(one);
    at += fingerprints.length;
    await setImmediate();
  }
  return builder.finish();
}

/** The id follows from the seal, so that two who seal the same range write one event. */
function sealEvent(seal: Seal, metadata: EventMetadata): NewEvent {
  const hex = createHash('sha256').update(`${sealStream} ${seal.from} ${seal.to} ${seal.root}`).digest('hex');
  const id = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  return { id, type: 'sealed', version: 1, data: seal, metadata };
}
