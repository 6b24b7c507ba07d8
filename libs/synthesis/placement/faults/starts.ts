import { addDays } from '#libs/reference';
import type { Fault } from '../../scene.js';
import { causesFor } from '../../telling/causes.js';
import { begun, lasting, running } from '../fits.js';
import { voluntary } from '../bases.js';
import { institution } from '../sites.js';
import { tellBeginning } from '../tell-beginning.js';
import { tellEnding } from '../tell-ending.js';

const fault = { kind: 'placement', age: 'child', oneIn: 4000 } as const;

const undecided: Fault = {
  ...fault,
  name: 'a start without a decision',
  rules: ['ANB-2.1b'],
  fits: begun(30),
  tell(scene) {
    const wishes = { undecided: true, planned: false, reportedWithForm1: false };
    scene.story.expect('ANB-2.1b', [tellBeginning(scene, wishes).started]);
    if (scene.end) tellEnding(scene, scene.end);
  },
};

const form1Missing: Fault = {
  ...fault,
  name: 'a start reported in a schema 1 that is not there',
  rules: ['ANB-2.1b', 'SKE-2j'],
  fits: begun(30),
  tell(scene) {
    const { started } = tellBeginning(scene, { undecided: true, planned: false, reportedWithForm1: true });
    scene.story.expect('ANB-2.1b', [started]);
    scene.story.expect('SKE-2j', [started]);
    if (scene.end) tellEnding(scene, scene.end);
  },
};

const twoStarts: Fault = {
  ...fault,
  name: 'a placement started twice',
  rules: ['ANB-2.2.2a'],
  fits: lasting(90),
  tell(scene) {
    const { kase, story, start, end } = scene;
    const { started, site } = tellBeginning(scene, { planned: false });
    const day = addDays(start, 9);
    const again = kase.tell('placement-started', day, { startDate: day, implementation: 'actual', site });
    story.expect('ANB-2.2.2a', [started, again]);
    if (end) tellEnding(scene, end);
  },
};

const unconfirmed: Fault = {
  ...fault,
  name: 'a planned start that was never confirmed',
  rules: ['ANB-2.1c'],
  fits: running(60),
  tell(scene) {
    const { kase, story, start, random } = scene;
    const decided = addDays(start, -20);
    const fields = { decisionDate: decided, basis: voluntary(decided), causes: causesFor(random) };
    kase.tell('placement-decided', decided, fields);
    const site = institution(random, kase.reporter);
    const planned = { startDate: start, implementation: 'planned' as const, site };
    story.expect('ANB-2.1c', [kase.tell('placement-started', addDays(decided, 2), planned)], addDays(start, 1));
  },
};

const decidedAgain: Fault = {
  ...fault,
  name: 'a new decision while the child is placed',
  rules: ['ANB-2.2.2b'],
  fits: lasting(120),
  tell(scene) {
    const { kase, story, start, end, random } = scene;
    const { started } = tellBeginning(scene);
    const day = addDays(start, 60);
    const fields = { decisionDate: day, basis: voluntary(day), causes: causesFor(random) };
    story.expect('ANB-2.2.2b', [kase.tell('placement-decided', day, fields), started]);
    if (end) tellEnding(scene, end);
  },
};

const migratedWithoutStart: Fault = {
  ...fault,
  name: 'a migrated start that lost its original date',
  rules: ['GEN-1.4e'],
  fits: lasting(60),
  tell(scene) {
    const { story, end } = scene;
    const { started } = tellBeginning(scene, { planned: false, ofStart: { origin: { kind: 'migrated' } } });
    story.expect('GEN-1.4e', [started]);
    if (end) tellEnding(scene, end);
  },
};

export const startFaults: readonly Fault[] = [
  undecided,
  form1Missing,
  twoStarts,
  unconfirmed,
  decidedAgain,
  migratedWithoutStart,
];
