import { addDays, dayBefore } from '#libs/reference';
import { ended, lasting, running } from '../../placement/fits.js';
import type { Fault } from '../../scene.js';
import { measureIdOf, offerOf, tellFamily, tellMeasure } from '../tell-measure.js';
import { tellPlain } from '../topics/plain.js';

const fault = { kind: 'support', age: 'child', oneIn: 6000 } as const;

const noDepartment: Fault = {
  ...fault,
  oneIn: 1500,
  name: 'no department of an offer that must appear on Tilbudsportalen',
  rules: ['IND-3.2.10a'],
  fits: lasting(0),
  tell(scene) {
    const { pNumber, mustAppear } = offerOf(scene.kase.reporter, 3);
    const ofStart = { pNumber, mustAppear };
    scene.story.expect('IND-3.2.10a', [tellPlain(scene, { pgf: '225', noOffer: true, ofStart }).started]);
  },
};

const offerWithoutDepartment: Fault = {
  ...fault,
  name: 'a change of offer without the new department',
  rules: ['IND-3.2.10c'],
  fits: lasting(60),
  tell(scene) {
    const { kase, story, start } = scene;
    const { measureId } = tellPlain(scene, { pgf: '440', ofStart: offerOf(kase.reporter, 3) });
    const day = addDays(start, 40);
    story.expect('IND-3.2.10c', [kase.tell('offer-changed', day, { measureId, changeDate: day })]);
  },
};

const otherCause: Fault = {
  ...fault,
  oneIn: 1000,
  name: 'the cause "Andet"',
  rules: ['IND-3.2.9.2a'],
  fits: lasting(0),
  tell(scene) {
    scene.story.expect('IND-3.2.9.2a', [tellPlain(scene, { ofStart: { causes: ['UDSLAG16'] } }).started]);
  },
};

const wrongAgeLimit: Fault = {
  ...fault,
  age: 'turns-18',
  name: 'ended by age on another day than the one before the birthday',
  rules: ['IND-3.2.1b'],
  fits: ended(500),
  tell(scene) {
    const { kase, story, start, adult } = scene;
    tellFamily(scene, start);
    const { measureId } = tellMeasure(scene, { pgf: '230' });
    const endDate = addDays(dayBefore(adult), 10);
    const fields = { measureId, endDate, reason: 'age-limit', ageLimit: '18' as const };
    story.expect('IND-3.2.1b', [kase.tell('support-ceased', endDate, fields)]);
  },
};

const past18: Fault = {
  ...fault,
  age: 'turns-18',
  name: 'a measure that runs past 18',
  rules: ['IND-3.2.1a'],
  fits: running(460),
  tell(scene) {
    tellFamily(scene, scene.start);
    const { started } = tellMeasure(scene, { pgf: '230' });
    scene.story.expect('IND-3.2.1a', [started], scene.adult);
  },
};

const waiting: Fault = {
  ...fault,
  oneIn: 2000,
  name: 'a correction of a start that never came',
  rules: ['SYS-correction-waiting'],
  fits: lasting(60),
  tell(scene) {
    const { kase, story, start } = scene;
    tellPlain(scene);
    const day = addDays(start, 45);
    const content = kase.content({ measureId: measureIdOf(scene, 7), endDate: day });
    const root = `${story.prefix}.x`;
    const fields = { reporter: kase.reporter, root, type: 'support-ceased', reason: 'error', content };
    story.expect('SYS-correction-waiting', [story.tellPlainly('correction', day, fields)]);
  },
};

export const contentFaults: readonly Fault[] = [
  noDepartment,
  offerWithoutDepartment,
  otherCause,
  wrongAgeLimit,
  past18,
  waiting,
];
