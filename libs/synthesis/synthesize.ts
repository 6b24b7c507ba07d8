import { wantedOf, type SynthesisOptions } from './options.js';
import { hashOf, Random } from './random.js';
import { inSendingOrder } from './sending/in-sending-order.js';
import { tellStories, type ChildStory } from './tell-stories.js';
import type { CloudEvent, ExpectedFinding } from './telling/story.js';

/**
 * Made-up events of Danish children's cases, one at a time and in flat memory, in the order a case system sends them. No clock: the same
 * options give the same events. Nothing but planned starts and agreed ends is dated after `asOfEnd`.
 * @param onExpected told each finding that a fault must give (errors and warnings; what merely informs is not listed)
 * @throws SynthesisError where the options cannot be met
 */
export function synthesize(
  options: SynthesisOptions,
  onExpected?: (finding: ExpectedFinding) => void,
): Generator<CloudEvent> {
  const wanted = wantedOf(options);
  const random = new Random(hashOf(wanted.seed, 'sending'));
  return inSendingOrder(eventsOf(tellStories(wanted), onExpected), wanted.duplicates, random);
}

function* eventsOf(
  stories: Iterable<ChildStory>,
  onExpected?: (finding: ExpectedFinding) => void,
): Generator<readonly CloudEvent[]> {
  for (const { events, expected } of stories) {
    if (onExpected) for (const finding of expected) onExpected(finding);
    yield events;
  }
}

/** The same, child by child: each story whole, in the order of its days, nothing sent twice. */
export const storiesOf = (options: SynthesisOptions): Generator<ChildStory> => tellStories(wantedOf(options));
