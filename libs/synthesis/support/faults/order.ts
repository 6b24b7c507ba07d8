import { addDays } from '#libs/reference';
import { ended, lasting } from '../../placement/fits.js';
import type { Fault } from '../../scene.js';
import { causesFor } from '../../telling/causes.js';
import { measureIdOf, tellCeased, tellFamily, tellMeasure } from '../tell-measure.js';
import { tellPlain } from '../topics/plain.js';

const fault = { kind: 'support', age: 'child', oneIn: 6000 } as const;

const endBeforeStart: Fault = {
  ...fault,
  oneIn: 2000,
  name: 'a measure that ends before it starts',
  rules: ['SYS-end-before-start'],
  fits: ended(30),
  tell(scene) {
    const { kase, story, start, end } = scene;
    tellFamily(scene, start);
    const { measureId, started } = tellMeasure(scene, { pgf: '420' });
    const fields = { measureId, endDate: addDays(start, -30), reason: 'other' };
    story.expect('SYS-end-before-start', [started, kase.tell('support-ceased', end!, fields)]);
  },
};

const endWithoutStart: Fault = {
  ...fault,
  name: 'the end of a measure that never started',
  rules: ['IND-3.1d'],
  fits: ended(20),
  tell(scene) {
    const { kase, story, start, end } = scene;
    tellFamily(scene, start);
    const measureId = measureIdOf(scene, 1);
    kase.tell('support-granted', start, { decisionDate: start, pgf: '415', measureId });
    story.expect('IND-3.1d', [kase.tell('support-ceased', end!, { measureId, endDate: end!, reason: 'other' })]);
  },
};

const twoEnds: Fault = {
  ...fault,
  name: 'two ends of one measure',
  rules: ['SYS-two-ends'],
  fits: ended(40),
  tell(scene) {
    const { story, end } = scene;
    tellFamily(scene, scene.start);
    const begun = tellMeasure(scene, { pgf: '415' });
    story.expect('SYS-two-ends', [tellCeased(scene, begun, end!), tellCeased(scene, begun, addDays(end!, 8))]);
  },
};

const twoStarts: Fault = {
  ...fault,
  name: 'one measure started twice',
  rules: ['IND-3.1b'],
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

const changeWithoutStart: Fault = {
  ...fault,
  name: 'a change of a measure that never started',
  rules: ['IND-3.1b'],
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

const closedThoughStarted: Fault = {
  ...fault,
  name: 'closed as never started, though it started',
  rules: ['IND-3.2.9.4a'],
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

export const orderFaults: readonly Fault[] = [
  endBeforeStart,
  endWithoutStart,
  twoEnds,
  twoStarts,
  changeWithoutStart,
  closedThoughStarted,
];
