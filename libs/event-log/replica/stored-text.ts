import { canonicalJson } from '../canonical-json.js';
import { EventLogError } from '../event-log-error.js';
import type { SideEvent } from '../port.js';
import { isSideStream } from '../side-stream-names.js';
import type { PreparedEvent, PreparedRequest } from '../sqlite/prepared.js';

/** A stored event in the parts a writer needs; put together again they are the stored text, to the byte. */
export interface StoredText {
  readonly stream: string;
  readonly revision: number;
  readonly event: PreparedEvent;
}

/**
 * Takes canonical text apart, as it was stored by any engine. The content is cut out and not made anew, so that bytes and hash stay.
 * @throws EventLogError `log.damaged` when this is no event of ours.
 */
export function readStoredText(bytes: string): StoredText {
  const { stream, revision, id, type, version, metadata } = parsed(bytes);
  const recordedAt = Date.parse(metadata?.recordedAt);
  if (Number.isNaN(recordedAt)) throw damaged();
  const middle = `,"id":${JSON.stringify(id)},"metadata":${canonicalJson(metadata)},"revision":`;
  const tail = `,"stream":${JSON.stringify(stream)},"type":${JSON.stringify(type)},"version":${version}}`;
  const end = `${middle}${revision}${tail}`;
  if (!bytes.startsWith('{"data":') || !bytes.endsWith(end)) throw damaged();
  return {
    stream,
    revision,
    event: { id, type, version, recordedAt, content: bytes.slice(0, -end.length), middle, tail },
  };
}

/** Stored events in order as requests: those that follow each other in one stream are one. */
export function asRequests(texts: readonly StoredText[]): PreparedRequest[] {
  const requests: (PreparedRequest & { events: PreparedEvent[] })[] = [];
  for (const { stream, revision, event } of texts) {
    const last = requests.at(-1);
    if (last?.stream === stream && last.expected === revision - 1 - last.events.length) last.events.push(event);
    else requests.push({ stream, expected: revision - 1, counted: !isSideStream(stream), events: [event] });
  }
  return requests;
}

function parsed(bytes: string): SideEvent {
  try {
    return JSON.parse(bytes) as SideEvent;
  } catch {
    throw damaged();
  }
}

const damaged = (): EventLogError =>
  new EventLogError(
    'log.damaged',
    'Something lies in the log that is no event of ours. Find out who writes there; the log is read no further.',
  );
