import type { Random } from '../random.js';
import type { CloudEvent } from '../telling/story.js';

/** At most so many events wait to be sent again. */
const mostWaiting = 64;

const isChange = (event: CloudEvent): boolean => /\.(correction|retraction)\./.test(event.type);

/**
 * The events as a case system sends them: story after story, here and there two in the wrong order (never two changes of one event: their
 * order counts), and a share of them once more, byte for byte, some stories later.
 */
export function* inSendingOrder(
  stories: Iterable<readonly CloudEvent[]>,
  duplicates: number,
  random: Random,
): Generator<CloudEvent> {
  const again: CloudEvent[] = [];
  for (const events of stories) {
    for (const event of disordered(events, random)) {
      yield event;
      if (again.length < mostWaiting && random.chance(duplicates)) again.push(event);
    }
    if (again.length && random.chance(0.3)) yield again.shift()!;
  }
  yield* again;
}

/** One event in fifty changes places with the next. */
function disordered(events: readonly CloudEvent[], random: Random): readonly CloudEvent[] {
  const order = [...events];
  for (let at = 0; at + 1 < order.length; at++) {
    const [one, next] = [order[at]!, order[at + 1]!];
    if (!random.chance(0.02) || (isChange(one) && isChange(next))) continue;
    [order[at], order[at + 1]] = [next, one];
    at++;
  }
  return order;
}
