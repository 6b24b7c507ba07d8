import { canonicalJson } from '../canonical-json.js';
import { EventLogError } from '../event-log-error.js';
import type { AppendRequest, ExpectedRevision, NewEvent } from '../port.js';

/**
 * An event on its way to the writer: its canonical text in two parts, since only the writer knows the revision that stands between
 * them. `head` begins with the content, so that "same content" is a comparison of text.
 */
export interface PreparedEvent {
  readonly id: string;
  readonly type: string;
  readonly recordedAt: string;
  /** `{"data":…` and `,"id":…,"metadata":…,"revision":` */
  readonly content: string;
  readonly middle: string;
  /** `,"stream":…,"type":…,"version":…}` */
  readonly tail: string;
}

export interface PreparedRequest {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  /** False for the house's own streams, which have no ordinals. */
  readonly counted: boolean;
  readonly events: readonly PreparedEvent[];
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/** @throws EventLogError `log.event-invalid`. */
export function prepare(request: AppendRequest, counted: boolean): PreparedRequest {
  const { stream, expectedRevision, events } = request;
  if (stream === '' || stream.length > 200) throw invalid('a stream name has 1 to 200 characters');
  const tailOf = (event: NewEvent): string =>
    `,"stream":${JSON.stringify(stream)},"type":${JSON.stringify(event.type)},"version":${event.version}}`;
  return {
    stream,
    expected: expectedRevision,
    counted,
    events: events.map((event) => prepareEvent(event, tailOf(event))),
  };
}

function prepareEvent(event: NewEvent, tail: string): PreparedEvent {
  const { id, type, version, data, metadata } = event;
  if (!uuid.test(id)) throw invalid('an event id is a UUID in lower case');
  if (type === '' || !Number.isInteger(version) || version < 1)
    throw invalid('an event has a type and a version from 1');
  if (!instant.test(metadata.recordedAt)) throw invalid('recordedAt is an instant in UTC with milliseconds');
  if (data === undefined) throw invalid('an event has content');
  const content = `{"data":${canonicalJson(data)}`;
  const middle = `,"id":"${id}","metadata":${canonicalJson(metadata)},"revision":`;
  return { id, type, recordedAt: metadata.recordedAt, content, middle, tail };
}

const invalid = (what: string): EventLogError =>
  new EventLogError('log.event-invalid', `The event cannot be stored: ${what}.`);
