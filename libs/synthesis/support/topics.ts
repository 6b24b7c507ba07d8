import { addDays, dayBefore } from '#libs/reference';
import { siblingOf, substituteOf } from '../numbers/person-number.js';
import { ended, lasting, running } from '../placement/fits.js';
import type { Scene, Topic } from '../scene.js';
import { unbornOf } from '../placement/topics/unborn.js';
import { dayAt } from '../placement/topics/course.js';
import { departmentOf, pNumberOf } from '../placement/sites.js';
import { otherCode, youthCode } from './codes.js';
import { codeFor, measureIdOf, tellCeased, tellFamily, tellMeasure, tellSecond, type Begun } from './tell-measure.js';

const support = { kind: 'support', age: 'child' } as const;

/** A measure from grant to end. */
export function tellPlain(scene: Scene, wishes: Parameters<typeof tellMeasure>[1] = {}): Begun {
  tellFamily(scene, addDays(scene.start, -20));
  const begun = tellMeasure(scene, wishes);
  if (scene.end) tellCeased(scene, begun, scene.end);
  return begun;
}

export const plainSupport: Topic = {
  ...support,
  name: 'support measure',
  oneIn: 1,
  fits: () => true,
  tell: (scene) => void tellPlain(scene),
};

/** Dealt out by turns, so that started measures can be counted on. */
export const twoMeasures: Topic = {
  ...support,
  name: 'two measures',
  oneIn: 0,
  fits: lasting(0),
  tell(scene) {
    tellPlain(scene);
    tellSecond(scene);
  },
};

const offerChanged: Topic = {
  ...support,
  name: 'another offer, then another department',
  oneIn: 30,
  fits: lasting(120),
  tell(scene) {
    const { kase, random } = scene;
    const { measureId } = tellPlain(scene, { pgf: '225' });
    for (const part of [0.3, 0.6]) {
      const [day, place] = [dayAt(scene, part), random.whole(1, 20)];
      kase.tell('offer-changed', day, {
        measureId,
        changeDate: day,
        departmentId: departmentOf(kase.reporter, 'offer', place),
        pNumber: pNumberOf(kase.reporter, 'offer', place),
      });
    }
  },
};

const periodChanged: Topic = {
  ...support,
  name: 'planned end moved',
  oneIn: 20,
  fits: running(60),
  tell(scene) {
    const { kase, start, wanted } = scene;
    const ofStart = { endDate: addDays(start, 120) };
    const { measureId } = tellPlain(scene, { pgf: '420', ofStart });
    const day = dayAt(scene, 0.8);
    kase.tell('period-changed', day, { measureId, changeDate: day, newEnd: addDays(wanted.end, 100) });
  },
};

const codeChanged: Topic = {
  ...support,
  name: 'measure code changed',
  oneIn: 40,
  fits: lasting(90),
  tell(scene) {
    const { kase, random } = scene;
    const { measureId, pgf } = tellPlain(scene, { pgf: '230' });
    const day = dayAt(scene, 0.5);
    kase.tell('measure-code-changed', day, {
      measureId,
      fromDate: day,
      pgf: otherCode(random, day, pgf),
      changeOfLaw: false,
    });
  },
};

/** Beside the measure that runs: one that was granted and never began, and one that waits. */
const neverStarted: Topic = {
  ...support,
  name: 'granted, closed and never started',
  oneIn: 40,
  fits: lasting(60),
  tell(scene) {
    const { kase, start, random } = scene;
    tellPlain(scene);
    const measureId = measureIdOf(scene, 3);
    const decided = addDays(start, 5);
    kase.tell('support-granted', decided, { decisionDate: decided, pgf: codeFor(scene, decided), measureId });
    const closed = addDays(start, 40);
    kase.tell('support-closed-never-started', closed, {
      measureId,
      closingDate: closed,
      refused114: random.chance(0.2),
    });
  },
};

const withParent: Topic = {
  ...support,
  name: 'child and parent in one measure',
  oneIn: 25,
  fits: lasting(0),
  tell(scene) {
    const secondPerson = { role: 'parent', person: scene.mother.cpr };
    tellPlain(scene, { pgf: '420', ofStart: { secondPerson } });
  },
};

const withSibling: Topic = {
  ...support,
  name: 'child and sibling in one measure',
  oneIn: 60,
  fits: lasting(0),
  tell(scene) {
    const { career, child, kase, start } = scene;
    const sibling = siblingOf(career.child, child, 2);
    kase.about('person-related', start, kase.person, { relation: 'sibling', other: sibling.cpr });
    tellPlain(scene, { pgf: '430', ofStart: { secondPerson: { role: 'sibling', person: sibling.cpr } } });
  },
};

const ofParent: Topic = {
  ...support,
  name: '§ 75 support to a parent',
  oneIn: 60,
  fits: lasting(0),
  tell: (scene) => void tellPlain(scene, { pgf: '435', ofStart: { section75: true } }),
};

const economic: Topic = {
  ...support,
  name: 'economic support, which has no end',
  oneIn: 60,
  fits: running(0),
  tell: (scene) => void tellPlain(scene, { pgf: scene.random.pick(['404', '445', '450']) }),
};

const youth: Topic = {
  ...support,
  name: 'youth support',
  age: 'youth',
  oneIn: 15,
  fits: lasting(0),
  tell: (scene) => void tellPlain(scene, { pgf: youthCode(scene.random, scene.start) }),
};

const ageLimit: Topic = {
  ...support,
  name: 'ends the day before the 18th birthday',
  age: 'turns-18',
  oneIn: 40,
  fits: ended(500),
  tell(scene) {
    const { kase, start, adult } = scene;
    tellFamily(scene, start);
    const { measureId } = tellMeasure(scene, { pgf: '230' });
    const endDate = dayBefore(adult);
    kase.tell('support-ceased', endDate, { measureId, endDate, reason: 'age-limit', ageLimit: '18' });
  },
};

const unborn: Topic = {
  ...support,
  name: 'support before birth',
  age: 'unborn',
  oneIn: 60,
  fits: lasting(450),
  tell(scene) {
    const { kase, child, mother, end } = scene;
    kase.person = unbornOf(mother);
    const birth = child.birthDate;
    const start = addDays(birth, -90);
    tellFamily(scene, addDays(start, -10));
    const begun = tellMeasure(scene, { start, pgf: '420' });
    kase.about('person-born', addDays(birth, 3), kase.personAlone, { birthDate: birth, newIdentifier: child.cpr });
    kase.person = child.cpr;
    if (end) tellCeased(scene, begun, end);
  },
};

const substitute: Topic = {
  ...support,
  name: 'substitute number, then a CPR number',
  oneIn: 80,
  fits: lasting(60),
  tell(scene) {
    const { kase, career, child, start, end } = scene;
    const old = substituteOf(career.child, child);
    kase.person = old;
    tellFamily(scene, start);
    const begun = tellMeasure(scene);
    const day = addDays(start, 25);
    kase.about('identifier-changed', day, old, { newIdentifier: child.cpr, fromDate: day, reason: 'cpr-assigned' });
    kase.person = child.cpr;
    if (end) tellCeased(scene, begun, end);
  },
};

const corrected: Topic = {
  ...support,
  name: 'start corrected',
  oneIn: 30,
  fits: lasting(40),
  tell(scene) {
    const { story, start } = scene;
    const { started } = tellPlain(scene, { pgf: '415' });
    story.correct(started, addDays(start, 20), { startDate: addDays(start, 1) });
  },
};

/** A migrated case: the start keeps the date it had in the former system (GEN-1.4e). */
const migrated: Topic = {
  ...support,
  name: 'migrated from another case system',
  oneIn: 60,
  fits: lasting(30),
  tell(scene) {
    const { kase, start } = scene;
    const origin = { kind: 'migrated', formerCaseId: `gl-${kase.caseId}`, originalStart: start };
    tellPlain(scene, { ofStart: { origin } });
  },
};

export const supportTopics: readonly Topic[] = [
  offerChanged,
  periodChanged,
  codeChanged,
  neverStarted,
  withParent,
  withSibling,
  ofParent,
  economic,
  youth,
  ageLimit,
  unborn,
  substitute,
  corrected,
  migrated,
];
