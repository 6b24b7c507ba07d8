import { addDays, dayBefore } from '#libs/reference';
import { siblingOf, substituteOf } from '../../numbers/person-number.js';
import { ended, lasting, running } from '../../placement/fits.js';
import type { Topic } from '../../scene.js';
import { unbornOf } from '../../placement/topics/unborn.js';
import { youthCode } from '../codes.js';
import { tellCeased, tellFamily, tellMeasure } from '../tell-measure.js';
import { tellPlain } from './plain.js';

const support = { kind: 'support', age: 'child' } as const;

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

export const personTopics: readonly Topic[] = [
  withParent,
  withSibling,
  ofParent,
  economic,
  youth,
  ageLimit,
  unborn,
  substitute,
];
