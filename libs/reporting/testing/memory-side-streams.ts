import { canonicalJson, type NewEvent, type SideEvent, type SideStreams } from '#libs/event-log';

/** Side streams in memory: appends are idempotent by id, and expected revisions are kept to, as in the log itself. */
export function memorySideStreams(): SideStreams {
  const streams = new Map<string, SideEvent[]>();
  return {
    async append(stream, expected, event) {
      const events = streams.get(stream) ?? [];
      const held = events.find(({ id }) => id === event.id);
      if (held) return answerTwice(held, event);
      const actual = events.length - 1;
      if (expected !== 'any' && (expected === 'none' ? -1 : expected) !== actual)
        return { kind: 'wrong-revision', expected, actual };
      const revision = events.length;
      streams.set(stream, [...events, { ...event, stream, revision }]);
      return { kind: 'appended', receipts: [{ id: event.id, revision, ordinal: null, duplicate: false }] };
    },
    read: (stream, from = 0) => (streams.get(stream) ?? []).slice(from),
    streams: (prefix) => [...streams.keys()].filter((name) => name.startsWith(prefix)),
  };
}

function answerTwice(held: SideEvent, event: NewEvent): Awaited<ReturnType<SideStreams['append']>> {
  const { id, revision } = held;
  if (canonicalJson(held.data) !== canonicalJson(event.data)) return { kind: 'conflict', eventId: id, revision };
  return { kind: 'appended', receipts: [{ id, revision, ordinal: null, duplicate: true }] };
}
