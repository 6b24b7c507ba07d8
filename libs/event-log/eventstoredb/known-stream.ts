import { isSame, textAt } from '../sqlite/prepared.js';
import type { Acknowledged } from './acknowledged.js';
import type { StreamView } from './decide.js';
import type { Shown } from './shown.js';

/** What this process knows of a stream: what the replica shows of it, and what the store has acknowledged beyond that. */
export function knownStream(stream: string, counted: boolean, acknowledged: Acknowledged, shown: Shown): StreamView {
  return {
    head: Math.max(acknowledged.head(stream), shown.head(stream, counted)),
    held(id) {
      const held = acknowledged.held(stream, id) ?? shown.held(stream, id, counted);
      return (
        held && {
          revision: held.revision,
          ordinal: held.ordinal,
          isSame: (event) => isSame(held.bytes, event),
          isSelf: (event) => held.bytes === textAt(event, held.revision),
        }
      );
    },
  };
}
