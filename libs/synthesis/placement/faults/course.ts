import { addDays } from '#libs/reference';
import type { Fault } from '../../scene.js';
import { begun, lasting, running } from '../fits.js';
import { fosterFamily, institution } from '../sites.js';
import { tellBeginning } from '../tell-beginning.js';
import { tellEnding } from '../tell-ending.js';
import { tellWhole } from '../topics/plain.js';

const fault = { kind: 'placement', age: 'child', oneIn: 4000 } as const;

const noPNumber: Fault = {
  ...fault,
  name: 'no P-number of a site that must appear on Tilbudsportalen',
  rules: ['ANB-2.2.6a'],
  oneIn: 1500,
  fits: begun(60),
  tell(scene) {
    const { pNumber: _left, ...site } = institution(scene.random, scene.kase.reporter);
    scene.story.expect('ANB-2.2.6a', [tellBeginning(scene, { site, planned: false }).started]);
    if (scene.end) tellEnding(scene, scene.end);
  },
};

const noDepartment: Fault = {
  ...fault,
  name: 'another department without its UUID',
  rules: ['ANB-2.2.6e'],
  fits: running(90),
  tell(scene) {
    const { kase, story, start, random } = scene;
    const site = institution(random, kase.reporter);
    tellBeginning(scene, { site });
    const { departmentId: _left, ...moved } = site;
    const day = addDays(start, 70);
    const fields = { effectDate: day, change: 'department' as const, site: moved };
    story.expect('ANB-2.2.6e', [kase.tell('site-changed', day, fields)]);
  },
};

const otherCause: Fault = {
  ...fault,
  name: 'the cause "Andet"',
  rules: ['ANB-2.2.3.2a'],
  oneIn: 800,
  fits: begun(60),
  tell(scene) {
    scene.story.expect('ANB-2.2.3.2a', [tellWhole(scene, { causes: ['UDSLAG14', 'UDSLAG16'] }).decision]);
  },
};

const sameSite: Fault = {
  ...fault,
  name: 'a move to the site the child is at',
  rules: ['ANB-2.2.8a'],
  fits: running(90),
  tell(scene) {
    const { kase, story, start, random } = scene;
    const site = fosterFamily(random, kase.reporter);
    tellBeginning(scene, { site });
    const day = addDays(start, 75);
    const fields = { effectDate: day, change: 'site' as const, site, decisionDate: day, reason: 'other' };
    story.expect('ANB-2.2.8a', [kase.tell('site-changed', day, fields)]);
  },
};

const waiting: Fault = {
  ...fault,
  name: 'a correction of an event that never came',
  rules: ['SYS-correction-waiting'],
  oneIn: 1500,
  fits: lasting(90),
  tell(scene) {
    const { kase, story, start } = scene;
    tellWhole(scene);
    const day = addDays(start, 60);
    const content = kase.content({ followUpDate: addDays(start, 30), actionPlanRevised: true });
    const root = `${story.prefix}.x`;
    const fields = { reporter: kase.reporter, root, type: 'placement-followed-up', reason: 'error', content };
    story.expect('SYS-correction-waiting', [story.tellPlainly('correction', day, fields)]);
  },
};

const mismatch: Fault = {
  ...fault,
  name: 'a correction of another type than its root',
  rules: ['SYS-correction-mismatch'],
  fits: lasting(90),
  tell(scene) {
    const { kase, story, start } = scene;
    const { started } = tellWhole(scene);
    const day = addDays(start, 60);
    const content = kase.content({ followUpDate: day, actionPlanRevised: true });
    const fields = { reporter: kase.reporter, root: started, type: 'placement-followed-up', reason: 'error', content };
    story.expect('SYS-correction-mismatch', [story.tellPlainly('correction', day, fields)]);
  },
};

const sharedId: Fault = {
  ...fault,
  name: 'one event id in two cases',
  rules: ['SYS-id-in-two-streams'],
  fits: running(120),
  tell(scene) {
    const { kase, story, start } = scene;
    tellWhole(scene);
    const day = addDays(start, 45);
    const id = story.newId();
    const data = kase.content({ followUpDate: day });
    story.tell('placement-followed-up', day, data, id);
    story.tell('placement-followed-up', day, { ...data, caseId: `${kase.caseId}-9` }, id);
    story.expect('SYS-id-in-two-streams', [id]);
  },
};

export const courseFaults: readonly Fault[] = [
  noPNumber,
  noDepartment,
  otherCause,
  sameSite,
  waiting,
  mismatch,
  sharedId,
];
