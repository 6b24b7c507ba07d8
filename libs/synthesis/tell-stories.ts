import { addYears, municipality } from '#libs/reference';
import { Dealer } from './deal.js';
import { careersOf, type Career } from './made/careers.js';
import { parentOf } from './numbers/person-number.js';
import type { Wanted } from './options.js';
import { hashOf, Random } from './random.js';
import type { Scene } from './scene.js';
import { CaseTeller } from './telling/case-teller.js';
import { Story, type CloudEvent, type ExpectedFinding } from './telling/story.js';

/** What one child's story came to: its events in the order they are told, and the findings to expect of it. */
export interface ChildStory {
  readonly reporter: string;
  /** The name of the story, as its topic says it; '' for a municipality's description of itself. */
  readonly topic: string;
  readonly events: readonly CloudEvent[];
  readonly expected: readonly ExpectedFinding[];
}

/** Every story, municipality by municipality, each begun by the municipality describing itself. Holds one story at a time. */
export function* tellStories(wanted: Wanted): Generator<ChildStory> {
  for (const [place, reporter] of wanted.municipalities.entries()) {
    yield describeReporter(wanted, reporter);
    const dealer = new Dealer(wanted, place === 0);
    for (const career of careersOf(wanted, reporter)) {
      const story = tellStory(wanted, career, dealer);
      if (story.events.length) yield story;
    }
  }
}

function tellStory(wanted: Wanted, career: Career, dealer: Dealer): ChildStory {
  const { reporter, kind, group, index, nth, start, end } = career;
  const random = new Random(hashOf(wanted.seed, reporter, kind, group, index));
  const { topic, child } = dealer.deal(career, random);
  const story = new Story(`${reporter}.${nth}`, wanted.end, random);
  const caseId = `S${start.slice(0, 4)}-${reporter}s${nth}`;
  const kase = new CaseTeller(story, reporter, caseId, child.cpr);
  const scene: Scene = {
    wanted,
    career,
    random,
    story,
    child,
    mother: parentOf(career.child, child.birthDate, 'female', random),
    father: parentOf(career.child, child.birthDate, 'male', random),
    kase,
    start,
    end,
    last: end !== undefined && end < wanted.end ? end : wanted.end,
    adult: addYears(child.birthDate, 18),
  };
  topic.tell(scene);
  return { reporter, topic: topic.name, events: story.events(), expected: story.expected() };
}

/** Name, contacts and case system; the CVR number is left out, since a made-up one might be somebody's. */
function describeReporter(wanted: Wanted, reporter: string): ChildStory {
  const story = new Story(`${reporter}.r`, wanted.end, new Random(hashOf(wanted.seed, reporter)));
  const contacts = (['professional', 'technical', 'receipt'] as const).map((kind) => ({
    kind,
    name: 'Familieafdelingen',
    email: `${kind}.${reporter}@example.dk`,
  }));
  story.tellPlainly('reporter-described', `${wanted.from}-01-02`, {
    reporter,
    name: `${municipality(reporter)!.name} Kommune (opdigtet)`,
    contacts,
    systemName: 'Opdigtet fagsystem',
    systemVersion: '1.0',
  });
  return { reporter, topic: '', events: story.events(), expected: [] };
}
