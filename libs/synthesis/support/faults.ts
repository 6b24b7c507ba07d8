import { addDays, dayBefore } from '#libs/reference';
import { ended, lasting, running } from '../placement/fits.js';
import type { Topic } from '../scene.js';
import { causesFor } from '../telling/causes.js';
import { measureIdOf, offerOf, tellCeased, tellFamily, tellMeasure } from './tell-measure.js';
import { tellPlain } from './topics.js';

const fault = { kind: 'support', age: 'child', oneIn: 6000 } as const;

const endBeforeStart: Topic = {
  ...fault,
  oneIn: 2000,
  name: 'a measure that ends before it starts',
  fits: ended(30),
  tell(scene) {
    const { kase, story, start, end } = scene;
    tellFamily(scene, start);
    const { measureId, started } = tellMeasure(scene, { pgf: '420' });
    const fields = { measureId, endDate: addDays(start, -30), reason: 'other' };
    story.expect('SYS-end-before-start', [started, kase.tell('support-ceased', end!, fields)]);
  },
};

const endWithoutStart: Topic = {
  ...fault,
  name: 'the end of a measure that never started',
  fits: ended(20),
  tell(scene) {
    const { kase, story, start, end } = scene;
    tellFamily(scene, start);
    const measureId = measureIdOf(scene, 1);
    kase.tell('support-granted', start, { decisionDate: start, pgf: '415', measureId });
    story.expect('IND-3.1d', [kase.tell('support-ceased', end!, { measureId, endDate: end!, reason: 'other' })]);
  },
};

const twoEnds: Topic = {
  ...fault,
  name: 'two ends of one measure',
  fits: ended(40),
  tell(scene) {
    const { story, end } = scene;
    tellFamily(scene, scene.start);
    const begun = tellMeasure(scene, { pgf: '415' });
    story.expect('SYS-two-ends', [tellCeased(scene, begun, end!), tellCeased(scene, begun, addDays(end!, 8))]);
  },
};

const twoStarts: Topic = {
  ...fault,
  name: 'one measure started twice',
  fits: lasting(40),
  tell(scene) {
    const { kase, story, start, random } = scene;
    const { measureId, started } = tellPlain(scene, { pgf: '420' });
    const startDate = addDays(start, 6);
    const again = kase.tell('support-started', startDate, {
      measureId,
      startDate,
      pgf: '420',
      causes: causesFor(random),
    });
    story.expect('IND-3.1b', [started, again]);
  },
};

const changeWithoutStart: Topic = {
  ...fault,
  name: 'a change of a measure that never started',
  fits: lasting(30),
  tell(scene) {
    const { kase, story, start } = scene;
    tellPlain(scene);
    const measureId = measureIdOf(scene, 8);
    const day = addDays(start, 20);
    story.expect('IND-3.1b', [
      kase.tell('period-changed', day, { measureId, changeDate: day, newEnd: addDays(day, 60) }),
    ]);
  },
};

const closedThoughStarted: Topic = {
  ...fault,
  name: 'closed as never started, though it started',
  fits: lasting(40),
  tell(scene) {
    const { kase, story, start } = scene;
    const { measureId, started } = tellPlain(scene, { pgf: '415' });
    const day = addDays(start, 30);
    story.expect('IND-3.2.9.4a', [
      started,
      kase.tell('support-closed-never-started', day, { measureId, closingDate: day }),
    ]);
  },
};

const noDepartment: Topic = {
  ...fault,
  oneIn: 1500,
  name: 'no department of an offer that must appear on Tilbudsportalen',
  fits: lasting(0),
  tell(scene) {
    const { pNumber, mustAppear } = offerOf(scene.kase.reporter, 3);
    const ofStart = { pNumber, mustAppear };
    scene.story.expect('IND-3.2.10a', [tellPlain(scene, { pgf: '225', noOffer: true, ofStart }).started]);
  },
};

const offerWithoutDepartment: Topic = {
  ...fault,
  name: 'a change of offer without the new department',
  fits: lasting(60),
  tell(scene) {
    const { kase, story, start } = scene;
    const { measureId } = tellPlain(scene, { pgf: '440' });
    const day = addDays(start, 40);
    story.expect('IND-3.2.10c', [kase.tell('offer-changed', day, { measureId, changeDate: day })]);
  },
};

const otherCause: Topic = {
  ...fault,
  oneIn: 1000,
  name: 'the cause "Andet"',
  fits: lasting(0),
  tell(scene) {
    scene.story.expect('IND-3.2.9.2a', [tellPlain(scene, { ofStart: { causes: ['UDSLAG16'] } }).started]);
  },
};

const wrongAgeLimit: Topic = {
  ...fault,
  age: 'turns-18',
  name: 'ended by age on another day than the one before the birthday',
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

const past18: Topic = {
  ...fault,
  age: 'turns-18',
  name: 'a measure that runs past 18',
  fits: running(460),
  tell(scene) {
    tellFamily(scene, scene.start);
    const { started } = tellMeasure(scene, { pgf: '230' });
    scene.story.expect('IND-3.2.1a', [started], scene.adult);
  },
};

const waiting: Topic = {
  ...fault,
  oneIn: 2000,
  name: 'a correction of a start that never came',
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

export const supportFaults: readonly Topic[] = [
  endBeforeStart,
  endWithoutStart,
  twoEnds,
  twoStarts,
  changeWithoutStart,
  closedThoughStarted,
  noDepartment,
  offerWithoutDepartment,
  otherCause,
  wrongAgeLimit,
  past18,
  waiting,
];
