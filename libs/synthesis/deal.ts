import { childAged } from './age.js';
import { faults } from './faults.js';
import type { Career } from './made/careers.js';
import { replacedEvery, secondMeasureEvery } from './made/groups.js';
import type { Person } from './numbers/person-number.js';
import type { Wanted } from './options.js';
import { plainPlacement } from './placement/topics/plain.js';
import { replaced } from './placement/topics/course.js';
import { hashOf, type Random } from './random.js';
import type { Age, Topic } from './scene.js';
import { plainSupport, twoMeasures } from './support/topics/plain.js';
import { topics } from './topics.js';

/** A story dealt to a career, and the child it is told of. */
export interface Dealt {
  readonly topic: Topic;
  readonly child: Person;
}

/**
 * Deals stories to the careers of one municipality. The first municipality asked for is the showcase: each story (and each fault,
 * where faults are asked for) goes once to the first career it fits. After that, and elsewhere, chance decides.
 */
export class Dealer {
  readonly #all: readonly Topic[];
  #awaited: Topic[];

  constructor(
    private readonly wanted: Wanted,
    showcase: boolean,
  ) {
    this.#all = wanted.faults ? [...topics, ...faults] : topics;
    this.#awaited = showcase ? [...this.#all] : [];
  }

  deal(career: Career, random: Random): Dealt {
    const fixed = byTurns(career);
    const found =
      (fixed && this.try(fixed, career, random)) ?? this.awaited(career, random) ?? this.byChance(career, random);
    return found ?? this.plain(career, random);
  }

  private awaited(career: Career, random: Random): Dealt | undefined {
    for (const topic of this.#awaited) {
      const dealt = this.try(topic, career, random);
      if (!dealt) continue;
      this.#awaited = this.#awaited.filter((one) => one !== topic);
      return dealt;
    }
    return undefined;
  }

  private byChance(career: Career, random: Random): Dealt | undefined {
    let roll = random.fraction();
    for (const topic of this.#all) {
      if (topic.kind !== career.kind) continue;
      roll -= 1 / topic.oneIn;
      if (roll < 0) return this.try(topic, career, random);
    }
    return undefined;
  }

  private try(topic: Topic, career: Career, random: Random): Dealt | undefined {
    if (topic.kind !== career.kind || !topic.fits(career, this.wanted)) return undefined;
    const child = this.childFor(career, topic.age, random);
    return child && { topic, child };
  }

  private plain(career: Career, random: Random): Dealt {
    const topic = career.kind === 'placement' ? plainPlacement : plainSupport;
    const child = this.childFor(career, 'child', random);
    if (!child) throw new Error('a career is longer than a childhood');
    return { topic, child };
  }

  private childFor({ child, start, end }: Career, age: Age, random: Random): Person | undefined {
    const { end: lastOfAll } = this.wanted;
    const last = end ?? (start > lastOfAll ? start : lastOfAll);
    return childAged(child, age, start, last, random);
  }
}

/** What must come in known numbers goes by turns, not by chance; each municipality begins at another turn. */
function byTurns({ kind, index, reporter, group }: Career): Topic | undefined {
  const turn = index + (hashOf('turn', reporter, group) % 1000);
  if (kind === 'placement') return turn % replacedEvery === 0 ? replaced : undefined;
  return turn % secondMeasureEvery === 0 ? twoMeasures : undefined;
}
