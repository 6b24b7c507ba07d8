import type { StoredEvent } from '#libs/event-log';
import type { Story } from '../../libs/cases/testing/story.js';
import type { OrdinalReader } from '../engine/index.js';

/** A story as the log that the projector reads; its facts stand in it by their ordinals, those told later as well. */
export function storyLog({ facts }: Story): OrdinalReader {
  const stored = (ordinal: number): StoredEvent => {
    const { id, type, stream, system, recordedAt, data } = facts[ordinal - 1]!;
    const metadata = { recordedAt, system, principal: system, build: 'test' };
    return { ordinal, stream, revision: 0, id, type, version: 1, data, metadata };
  };
  const all = (): StoredEvent[] => facts.map(({ ordinal }) => stored(ordinal));
  return {
    head: () => facts.length,
    readAll: (after, limit) => all().slice(after, after + limit),
    readStream: (stream) => all().filter((event) => event.stream === stream),
    readOrdinals: (ordinals) => ordinals.map(stored),
    find: (id) => all().filter((event) => event.id === id),
    streams: (prefix) =>
      [...new Set(all().map(({ stream }) => stream))].filter((name) => name.startsWith(prefix)).values(),
    ordinalAt: (instant) => facts.findLast(({ recordedAt }) => recordedAt <= instant)?.ordinal ?? 0,
    // eslint-disable-next-line require-yield
    async *tail() {
      throw new Error('a story is not followed');
    },
    close: () => {},
  };
}
