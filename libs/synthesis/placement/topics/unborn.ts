import { addDays } from '#libs/reference';
import type { Scene, Topic } from '../../scene.js';
import { siblingOf, type Person, type Reference } from '../../numbers/person-number.js';
import { CaseTeller } from '../../telling/case-teller.js';
import { causesFor } from '../../telling/causes.js';
import { lasting } from '../fits.js';
import { voluntary } from '../bases.js';
import { siteFor } from '../sites.js';
import { tellCourse } from '../tell-course.js';
import { tellEnding } from '../tell-ending.js';
import { tellPersons } from '../tell-persons.js';

const placement = { kind: 'placement', age: 'unborn' } as const;

export const unbornOf = (mother: Person, childNumber?: number): Reference => ({
  kind: 'unborn',
  mother: mother.cpr,
  ...(childNumber && { childNumber }),
});

/** A child placed from birth on: decided on the mother's number, started on its own. */
function tellUnborn(scene: Scene, child: Person, kase: CaseTeller): void {
  const { random, mother, last, end } = scene;
  const birth = child.birthDate;
  const decided = addDays(birth, -45);
  const start = addDays(birth, 4);
  const basis = voluntary(decided);
  const site = siteFor(random, kase.reporter);
  tellPersons({ ...scene, kase, child }, decided);
  kase.tell('placement-decided', decided, {
    decisionDate: decided,
    basis,
    causes: causesFor(random),
    occasion: 'notification',
  });
  kase.about('person-born', addDays(birth, 2), kase.personAlone, { birthDate: birth, newIdentifier: child.cpr });
  const childIdentifier = random.chance(0.5) ? child.cpr : undefined;
  const unborn = kase.person;
  kase.person = childIdentifier ? unborn : child.cpr;
  kase.tell('placement-started', start, {
    startDate: start,
    implementation: 'actual',
    site,
    ...(childIdentifier && { childIdentifier }),
  });
  kase.person = child.cpr;
  kase.about('person-related', start, child.cpr, { relation: 'mother', other: mother.cpr });
  tellCourse({ ...scene, kase }, start, last, { site, basis });
  if (end) tellEnding({ ...scene, kase }, end);
}

const unborn: Topic = {
  ...placement,
  name: 'decided before birth',
  oneIn: 80,
  fits: lasting(600),
  tell(scene) {
    scene.kase.person = unbornOf(scene.mother);
    tellUnborn(scene, scene.child, scene.kase);
  },
};

/** One case a child, both on the mother's number (R9). */
const twins: Topic = {
  ...placement,
  name: 'unborn twins',
  oneIn: 1500,
  fits: lasting(600),
  tell(scene) {
    const { kase, story, mother, career } = scene;
    const one = scene.child;
    const other = siblingOf(career.child, one, 0);
    const second = new CaseTeller(story, kase.reporter, `${kase.caseId}-2`, unbornOf(mother, 2));
    kase.person = unbornOf(mother, 1);
    tellUnborn(scene, one, kase);
    tellUnborn(scene, other, second);
    const day = addDays(one.birthDate, 6);
    kase.about('person-related', day, one.cpr, { relation: 'sibling', other: other.cpr });
    kase.about('person-related', day, other.cpr, { relation: 'sibling', other: one.cpr });
  },
};

/** A child that dies before birth: the case stays on the mother's number and its decision lapses (ANB-2.2.1b). */
const stillborn: Topic = {
  ...placement,
  name: 'died before birth',
  oneIn: 3000,
  fits: lasting(200),
  tell(scene) {
    const { kase, mother, random, start } = scene;
    const decided = addDays(start, 10);
    const died = addDays(start, 60);
    kase.person = unbornOf(mother);
    tellPersons(scene, decided);
    const fields = { decisionDate: decided, basis: voluntary(decided), causes: causesFor(random) };
    kase.tell('placement-decided', decided, fields);
    kase.about('person-died', died, kase.personAlone, { deathDate: died, beforeOrAtBirth: true });
    const closed = addDays(died, 7);
    kase.tell('case-closed', closed, { closingDate: closed, reason: 'decision-lapsed' });
  },
};

export const unbornTopics: readonly Topic[] = [unborn, twins, stillborn];
