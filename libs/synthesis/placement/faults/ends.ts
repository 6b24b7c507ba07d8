import { addDays } from '#libs/reference';
import type { Fault } from '../../scene.js';
import { ended, running } from '../fits.js';
import { tellBeginning } from '../tell-beginning.js';
import { tellEnding } from '../tell-ending.js';
import { tellContinuedStay } from '../tell-youth.js';

const fault = { kind: 'placement', age: 'child', oneIn: 4000 } as const;

const endBeforeStart: Fault = {
  ...fault,
  name: 'an end dated before the start',
  rules: ['SYS-end-before-start'],
  fits: running(60),
  tell(scene) {
    const { kase, story, start } = scene;
    const { started } = tellBeginning(scene, { planned: false });
    const before = addDays(start, -2);
    const fields = { endDate: before, cessation: 'return-home' as const, reason: 'other' };
    story.expect('SYS-end-before-start', [kase.tell('placement-ceased', addDays(start, 50), fields), started]);
  },
};

const twoEnds: Fault = {
  ...fault,
  name: 'a placement ended twice',
  rules: ['ANB-2.1f'],
  fits: ended(90),
  tell(scene) {
    const { kase, story, end } = scene;
    tellBeginning(scene, { planned: false });
    tellEnding(scene, end!);
    const again = addDays(end!, 5);
    const fields = { endDate: again, cessation: 'end' as const, reason: 'other' };
    story.expect('ANB-2.1f', [kase.tell('placement-ceased', addDays(end!, 8), fields)]);
  },
};

const closedWhilePlaced: Fault = {
  ...fault,
  name: 'a case closed while the child is placed',
  rules: ['SYS-closed-while-placed'],
  fits: running(120),
  tell(scene) {
    const { kase, story, start } = scene;
    const { started } = tellBeginning(scene);
    const day = addDays(start, 100);
    const closed = kase.tell('case-closed', day, { closingDate: day, reason: 'other' });
    story.expect('SYS-closed-while-placed', [closed, started]);
  },
};

const deathOtherwise: Fault = {
  ...fault,
  oneIn: 40_000,
  name: 'an end by death with another reason and no residence',
  rules: ['ANB-2.2.4a', 'ANB-2.2.4b'],
  fits: ended(90),
  tell(scene) {
    const { kase, story, end } = scene;
    tellBeginning(scene);
    const died = kase.about('person-died', end!, kase.person, { deathDate: end! });
    const fields = { endDate: end!, cessation: 'end' as const, reason: 'breakdown' };
    const ceased = kase.tell('placement-ceased', end!, fields);
    story.expect('ANB-2.2.4a', [ceased, died]);
    story.expect('ANB-2.2.4b', [ceased, died]);
  },
};

const residenceMissing: Fault = {
  ...fault,
  age: 'turns-18',
  name: 'a stay 18–22 that ends without a residence after it',
  rules: ['SYS-residence-after'],
  fits: ended(800),
  tell(scene) {
    const { kase, story, start, end } = scene;
    tellBeginning(scene);
    tellContinuedStay(scene, start);
    const fields = { endDate: end!, cessation: 'stay-ended' as const, reason: 'other' };
    story.expect('SYS-residence-after', [kase.tell('placement-ceased', end!, fields)]);
  },
};

const past18: Fault = {
  ...fault,
  age: 'turns-18',
  name: 'a placement that runs past 18 with no stay',
  rules: ['ANB-2.1i'],
  fits: running(800),
  tell(scene) {
    const { started } = tellBeginning(scene);
    scene.story.expect('ANB-2.1i', [started], scene.adult);
  },
};

const unpairedGiven: Fault = {
  ...fault,
  name: 'a duty handed over that nobody took',
  rules: ['ANB-2.1g'],
  fits: ended(120),
  tell(scene) {
    const { kase, story, end } = scene;
    tellBeginning(scene);
    const to = kase.reporter === '461' ? '851' : '461';
    const given = kase.tell('acting-duty-handed-over', end!, { handOverDate: end!, toMunicipality: to });
    story.expect('ANB-2.1g', [given]);
  },
};

const reestablishedWhilePlaced: Fault = {
  ...fault,
  age: 'turns-18',
  name: 'a stay re-established while it runs',
  rules: ['SKE-2h'],
  fits: running(800),
  tell(scene) {
    const { kase, story, start, adult } = scene;
    const { started } = tellBeginning(scene);
    tellContinuedStay(scene, start);
    const day = addDays(adult, 20);
    const fields = { decisionDate: day, effectDate: day, stay: 're-established' as const };
    story.expect('SKE-2h', [kase.tell('youth-stay-decided', day, fields), started]);
  },
};

const strayMove: Fault = {
  ...fault,
  name: 'a move after the end',
  rules: ['ANB-2.1d'],
  fits: ended(90),
  tell(scene) {
    const { kase, story, end } = scene;
    const { site } = tellBeginning(scene);
    tellEnding(scene, end!);
    const day = addDays(end!, 4);
    const moved = { ...site, reference: `${site.reference}-2` };
    const fields = { effectDate: day, change: 'site' as const, site: moved, decisionDate: day, reason: 'other' };
    story.expect('ANB-2.1d', [kase.tell('site-changed', day, fields)]);
  },
};

export const endFaults: readonly Fault[] = [
  endBeforeStart,
  twoEnds,
  closedWhilePlaced,
  deathOtherwise,
  residenceMissing,
  past18,
  unpairedGiven,
  reestablishedWhilePlaced,
  strayMove,
];
