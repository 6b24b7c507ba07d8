import { addDays } from '#libs/reference';
import type { Topic } from '../../scene.js';
import { lasting, running } from '../fits.js';
import { causesFor } from '../../telling/causes.js';
import { siteFor } from '../sites.js';
import { tellBeginning } from '../tell-beginning.js';
import { dayAt } from './course.js';
import { tellWhole } from './plain.js';

const placement = { kind: 'placement', age: 'child' } as const;

const corrected: Topic = {
  ...placement,
  name: 'start corrected by a few days, causes added',
  oneIn: 40,
  fits: lasting(120),
  tell(scene) {
    const { story, start, random } = scene;
    const causes = causesFor(random);
    const { started, decision } = tellWhole(scene, { planned: false, causes });
    story.correct(started, addDays(start, 15), { startDate: addDays(start, 1) });
    story.correct(
      decision,
      addDays(start, 20),
      { causes: [...new Set([...causes, ...causesFor(random)])] },
      'addition',
    );
  },
};

const correctedTwice: Topic = {
  ...placement,
  name: 'a correction corrected',
  oneIn: 100,
  fits: lasting(120),
  tell(scene) {
    const { story, start, random, kase } = scene;
    const { started, site } = tellWhole(scene, { planned: false });
    story.correct(started, addDays(start, 10), { site: siteFor(random, kase.reporter, site) });
    story.correct(started, addDays(start, 25), { site, startDate: addDays(start, 2) });
  },
};

const retracted: Topic = {
  ...placement,
  name: 'a follow-up reported by mistake',
  oneIn: 60,
  fits: lasting(150),
  tell(scene) {
    const { story, kase, start } = scene;
    tellWhole(scene);
    const day = addDays(start, 40);
    const extra = kase.tell('placement-followed-up', day, { followUpDate: day, actionPlanRevised: true });
    story.retract(extra, addDays(day, 9));
  },
};

const takenBack: Topic = {
  ...placement,
  name: 'a retraction taken back',
  oneIn: 150,
  fits: running(200),
  tell(scene) {
    const { story, kase, random } = scene;
    const { site } = tellBeginning(scene);
    const day = dayAt(scene, 0.5);
    const to = siteFor(random, kase.reporter, site);
    const fields = { effectDate: day, change: 'site' as const, site: to, decisionDate: day, reason: 'other' };
    const move = kase.tell('site-changed', day, fields);
    story.retract(move, addDays(day, 7));
    story.correct(move, addDays(day, 20), { effectDate: addDays(day, 1) });
  },
};

const personCorrected: Topic = {
  ...placement,
  name: 'the wrong father, corrected',
  oneIn: 150,
  fits: lasting(120),
  tell(scene) {
    const { story, kase, father, start } = scene;
    const related = kase.about('person-related', addDays(start, -40), kase.person, { relation: 'father' });
    tellWhole(scene);
    story.correct(related, addDays(start, 30), { other: father.cpr }, 'addition');
  },
};

export const correctionTopics: readonly Topic[] = [corrected, correctedTwice, retracted, takenBack, personCorrected];
