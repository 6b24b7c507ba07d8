import { addDays } from '#libs/reference';
import type { Topic } from '../../scene.js';
import { personIdOf, siblingOf, substituteOf } from '../../numbers/person-number.js';
import { begun, lasting } from '../fits.js';
import { tellBeginning } from '../tell-beginning.js';
import { tellCourse } from '../tell-course.js';
import { tellEnding } from '../tell-ending.js';
import { dayAt } from './course.js';
import { tellWhole } from './plain.js';

const placement = { kind: 'placement', age: 'child' } as const;

const substitute: Topic = {
  ...placement,
  name: 'substitute number, then a CPR number',
  oneIn: 100,
  fits: begun(120),
  tell(scene) {
    const { kase, career, child, start, last, end } = scene;
    const old = substituteOf(career.child, child);
    kase.person = old;
    const first = tellBeginning(scene);
    const day = addDays(start, 30);
    const fields = { newIdentifier: child.cpr, fromDate: day, reason: 'cpr-assigned' as const };
    kase.about('identifier-changed', day, old, fields);
    kase.person = child.cpr;
    tellCourse(scene, day, last, first);
    if (end) tellEnding(scene, end);
  },
};

const linked: Topic = {
  ...placement,
  name: 'person-id, later found to be a known person',
  oneIn: 200,
  fits: begun(120),
  tell(scene) {
    const { kase, career, child, start } = scene;
    const other = personIdOf(career.child);
    kase.person = other;
    tellWhole(scene);
    kase.about('persons-linked', addDays(start, 50), child.cpr, { other, reason: 'same-person' });
  },
};

const anonymous: Topic = {
  ...placement,
  name: 'anonymous number',
  oneIn: 1000,
  fits: lasting(90),
  tell(scene) {
    const { kase, child } = scene;
    kase.person = { kind: 'anonymous', number: child.sex === 'female' ? '123456-9998' : '123456-9999' };
    tellWhole(scene);
  },
};

const family: Topic = {
  ...placement,
  name: 'a sibling, a guardian and a period of custody',
  oneIn: 30,
  fits: lasting(120),
  tell(scene) {
    const { kase, career, child, father, mother, start } = scene;
    tellWhole(scene);
    const sibling = siblingOf(career.child, child, 2);
    kase.about('person-related', start, kase.person, { relation: 'sibling', other: sibling.cpr });
    const from = dayAt(scene, 0.3);
    kase.about('person-related', from, kase.person, { relation: 'guardian', other: father.cpr, from });
    const custody = { relation: 'custody-holder' as const, other: mother.cpr, from: child.birthDate, to: from };
    kase.about('person-related', from, kase.person, custody);
  },
};

export const identityTopics: readonly Topic[] = [substitute, linked, anonymous, family];
