import { canonicalJson } from '../canonical-json.js';
import { EventLogError } from '../event-log-error.js';
import type { AppendRequest, EventMetadata, ExpectedRevision, NewEvent } from '../port.js';
import { isSideStream } from '../side-stream-names.js';

/**
 * An event on its way to the writer: its canonical text in parts, since only the writer knows the revision that stands in the
 * middle. Content comes first and type and version last, so that "same content" is a comparison of text.
 */
export interface PreparedEvent {
  readonly id: string;
  readonly type: string;
  readonly version: number;
  /** Milliseconds since 1970. */
  readonly recordedAt: number;
  /** `{"data":…` */
  readonly content: string;
  /** `,"id":…,"metadata":…,"revision":` */
  readonly middle: string;
  /** `,"stream":…,"type":…,"version":…}` */
  readonly tail: string;
}

export interface PreparedRequest {
  readonly stream: string;
  /** -1 = the stream is not there yet. */
  readonly expected: number | 'any';
  /** False for the house's own streams, which have no ordinals. */
  readonly counted: boolean;
  readonly events: readonly PreparedEvent[];
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/** What the server stamps, as it is written: the same for many events of a call. */
interface Stamp {
  readonly recordedAt: number;
  readonly text: string;
}

/** Stamps of one call, by the object that holds them. */
export type Stamps = Map<EventMetadata, Stamp>;

/** @throws EventLogError `log.event-invalid`. */
export function prepare(
  { stream, expectedRevision, events }: AppendRequest,
  counted: boolean,
  stamps: Stamps = new Map(),
): PreparedRequest {
  if (stream === '' || stream.length > 200) throw invalid('a stream name has 1 to 200 characters');
  if (isSideStream(stream) === counted)
    throw invalid('a name that begins with seal-, delivery- or house- is a side stream, and no other is');
  const name = canonicalJson(stream);
  return {
    stream,
    expected: expectedOf(expectedRevision),
    counted,
    events: events.map((event) => prepareEvent(event, name, stampOf(event.metadata, stamps))),
  };
}

function expectedOf(expected: ExpectedRevision): number | 'any' {
  if (expected === 'any') return 'any';
  if (expected === 'none') return -1;
  if (Number.isSafeInteger(expected) && expected >= -1) return expected;
  throw invalid('an expected revision is any, none or a whole number from 0');
}

function stampOf(metadata: EventMetadata, stamps: Stamps): Stamp {
  const known = stamps.get(metadata);
  if (known) return known;
  const recordedAt = instant.test(metadata.recordedAt) ? Date.parse(metadata.recordedAt) : NaN;
  if (Number.isNaN(recordedAt)) throw invalid('recordedAt is an instant in UTC with milliseconds');
  const stamp = { recordedAt, text: json(metadata) };
  stamps.set(metadata, stamp);
  return stamp;
}

function prepareEvent({ id, type, version, data }: NewEvent, stream: string, stamp: Stamp): PreparedEvent {
  if (!uuid.test(id)) throw invalid('an event id is a UUID in lower case');
  if (type === '' || !Number.isSafeInteger(version) || version < 1)
    throw invalid('an event has a type and a version from 1');
  return {
    id,
    type,
    version,
    recordedAt: stamp.recordedAt,
    content: `{"data":${json(data)}`,
    middle: `,"id":"${id}","metadata":${stamp.text},"revision":`,
    tail: `,"stream":${stream},"type":${JSON.stringify(type)},"version":${version}}`,
  };
}

/**
 * Type, version and data are the same; what we stamped (metadata) is not compared. Both are canonical, and neither `,"id":` after a
 * whole value nor `,"stream":` with bare quotes can stand inside a string, so comparing the ends of the text compares the values.
 */
export const isSame = (bytes: string, { content, tail }: PreparedEvent): boolean =>
  bytes.startsWith(`${content},"id":`) && bytes.endsWith(tail);

/** The same for two that are not stored yet. */
export const isTwin = (one: PreparedEvent, other: PreparedEvent): boolean =>
  one.content === other.content && one.tail === other.tail;

/** The canonical text as it is stored and hashed. */
export const textAt = ({ content, middle, tail }: PreparedEvent, revision: number): string =>
  `${content}${middle}${revision}${tail}`;

function json(value: unknown): string {
  try {
    return canonicalJson(value);
  } catch (cause) {
    throw new EventLogError('log.event-invalid', 'The event cannot be stored: its content is not JSON.', { cause });
  }
}

const invalid = (what: string): EventLogError =>
  new EventLogError('log.event-invalid', `The event cannot be stored: ${what}. Mend what hands it over.`);
