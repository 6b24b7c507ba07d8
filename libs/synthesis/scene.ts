import type { Career } from './made/careers.js';
import type { Person } from './numbers/person-number.js';
import type { Wanted } from './options.js';
import type { Random } from './random.js';
import type { CaseTeller } from './telling/case-teller.js';
import type { Story } from './telling/story.js';

/** What a story is told with: whose, how long, and by whom. */
export interface Scene {
  readonly wanted: Wanted;
  readonly career: Career;
  readonly random: Random;
  readonly story: Story;
  readonly child: Person;
  readonly mother: Person;
  readonly father: Person;
  readonly kase: CaseTeller;
  readonly start: string;
  /** Undefined while it runs on. */
  readonly end: string | undefined;
  /** The end, or the last day of all. */
  readonly last: string;
  /** The 18th birthday. */
  readonly adult: string;
}

/** The age of the child throughout; `unborn` = born within the year after the career's start. */
export type Age = 'child' | 'turns-18' | 'youth' | 'unborn';

/** A kind of story. What makes it wrong, if anything does, it says to the story as findings to expect. */
export interface Topic {
  readonly name: string;
  readonly kind: Career['kind'];
  /** One career in so many is dealt this story. */
  readonly oneIn: number;
  readonly age: Age;
  /** Whether the career is long enough, still runs, and so on. */
  readonly fits: (career: Career, wanted: Wanted) => boolean;
  readonly tell: (scene: Scene) => void;
}

/** A story that is wrong in a known way, though each of its events is accepted. */
export interface Fault extends Topic {
  /** Rules that must find it; on which events, its telling says (`story.expect`). */
  readonly rules: readonly string[];
}
