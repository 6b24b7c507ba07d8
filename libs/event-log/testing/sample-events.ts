import type { AppendRequest, EventMetadata, ExpectedRevision, NewEvent } from '../port.js';

/** A UUID made of a number, so that a test can tell events apart. */
export const eventId = (n: number): string => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;

/** What the server would stamp; `ms` counts from noon. */
export const stamped = (ms = 0): EventMetadata => ({
  recordedAt: new Date(Date.UTC(2026, 0, 31, 12) + ms).toISOString(),
  system: 'test-system',
  principal: 'tester',
  build: 'test',
});

/** Event number `n`, with content that tells its number. */
export const event = (n: number, changed: Partial<NewEvent> = {}): NewEvent => ({
  id: eventId(n),
  type: 'test-event',
  version: 1,
  data: { n, note: 'æøå' },
  metadata: stamped(n),
  ...changed,
});

/** Events number `from` to `to`. */
export const events = (from: number, to: number): NewEvent[] =>
  Array.from({ length: to - from + 1 }, (_, at) => event(from + at));

export const request = (
  stream: string,
  list: readonly NewEvent[],
  expectedRevision: ExpectedRevision = 'any',
): AppendRequest => ({ stream, expectedRevision, events: list });
