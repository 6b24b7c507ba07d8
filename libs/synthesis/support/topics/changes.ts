import { addDays } from '#libs/reference';
import { lasting, running } from '../../placement/fits.js';
import type { Topic } from '../../scene.js';
import { dayAt } from '../../placement/topics/course.js';
import { departmentOf, pNumberOf } from '../../placement/sites.js';
import { otherCode } from '../codes.js';
import { codeFor, measureIdOf } from '../tell-measure.js';
import { tellPlain } from './plain.js';

const support = { kind: 'support', age: 'child' } as const;

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

export const changeTopics: readonly Topic[] = [
  offerChanged,
  periodChanged,
  codeChanged,
  neverStarted,
  corrected,
  migrated,
];
