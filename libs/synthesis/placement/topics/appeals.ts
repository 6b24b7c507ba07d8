import { addDays } from '#libs/reference';
import type { Scene, Topic } from '../../scene.js';
import { begun, running } from '../fits.js';
import { forced, voluntary } from '../bases.js';
import { siteFor } from '../sites.js';
import { tellBeginning } from '../tell-beginning.js';
import { tellCourse } from '../tell-course.js';
import { tellEnding } from '../tell-ending.js';
import { dayAt } from './course.js';

const placement = { kind: 'placement', age: 'child' } as const;

function tellLodged({ kase }: Scene, day: string, decision: string, suspensive: boolean): void {
  kase.tell('appeal-lodged', day, { appealDate: day, decision, suspensive });
}

const upheld: Topic = {
  ...placement,
  name: 'appeal against the placement, upheld',
  oneIn: 60,
  fits: begun(150),
  tell(scene) {
    const { kase, start, last, end } = scene;
    const first = tellBeginning(scene, { basis: forced(start) });
    tellLodged(scene, addDays(start, 12), first.decision, false);
    const day = addDays(start, 70);
    const fields = {
      decisionDate: day,
      authority: 'ankestyrelsen',
      decision: first.decision,
      outcome: 'upheld' as const,
    };
    kase.tell('appeal-decided', day, fields);
    tellCourse(scene, addDays(start, 71), last, first);
    if (end) tellEnding(scene, end);
  },
};

const basisChanged: Topic = {
  ...placement,
  name: 'appeal that makes a forced placement voluntary',
  oneIn: 300,
  fits: begun(150),
  tell(scene) {
    const { kase, start, end } = scene;
    const { decision } = tellBeginning(scene, { basis: forced(start) });
    tellLodged(scene, addDays(start, 8), decision, false);
    const day = addDays(start, 80);
    kase.tell('appeal-decided', day, {
      decisionDate: day,
      authority: 'ankestyrelsen',
      decision,
      outcome: 'changed',
      newBasis: voluntary(day),
      effected: true,
    });
    if (end) tellEnding(scene, end);
  },
};

const moveChanged: Topic = {
  ...placement,
  name: 'appeal against a move, which had suspensive effect',
  oneIn: 200,
  fits: running(240),
  tell(scene) {
    const { kase, random } = scene;
    const { site } = tellBeginning(scene);
    const moved = dayAt(scene, 0.4);
    const to = siteFor(random, kase.reporter, site);
    const move = kase.tell('site-changed', moved, {
      effectDate: moved,
      change: 'site',
      site: to,
      decisionDate: addDays(moved, -15),
      reason: 'other',
    });
    tellLodged(scene, addDays(moved, -5), move, true);
    const day = addDays(moved, 60);
    kase.tell('appeal-decided', day, {
      decisionDate: day,
      authority: 'ankestyrelsen',
      decision: move,
      outcome: 'annulled',
    });
  },
};

const siteChanged: Topic = {
  ...placement,
  name: 'appeal that chooses another site',
  oneIn: 300,
  fits: running(240),
  tell(scene) {
    const { kase, random } = scene;
    const { site, decision } = tellBeginning(scene);
    tellLodged(scene, addDays(scene.start, 20), decision, false);
    const day = addDays(scene.start, 100);
    const newSite = siteFor(random, kase.reporter, site);
    const fields = { decisionDate: day, authority: 'ankestyrelsen', decision, outcome: 'changed' as const, newSite };
    kase.tell('appeal-decided', day, { ...fields, effected: true });
  },
};

export const appealTopics: readonly Topic[] = [upheld, basisChanged, moveChanged, siteChanged];
