import { addDays, daysBetween } from '#libs/reference';
import type { Scene, Topic } from '../../scene.js';
import { begun, ended, lasting, running } from '../fits.js';
import { causesFor } from '../../telling/causes.js';
import { forced, voluntary } from '../bases.js';
import { fosterFamily, siteFor, withStatus } from '../sites.js';
import { tellBeginning } from '../tell-beginning.js';
import { tellBasisChange, tellCourse } from '../tell-course.js';
import { tellEnding } from '../tell-ending.js';
import { tellWhole } from './plain.js';

const placement = { kind: 'placement', age: 'child' } as const;

/** The day at this part of the time from start to last. */
export const dayAt = ({ start, last }: Scene, part: number): string =>
  addDays(start, Math.round(daysBetween(start, last) * part));

/** Home and placed again in the same case: a new decision and a new placement. Dealt out by turns, so that started placements can be counted on. */
export const replaced: Topic = {
  ...placement,
  name: 'placed again after a return home',
  oneIn: 0,
  fits: lasting(240),
  tell(scene) {
    const { kase, start, end, last } = scene;
    const home = dayAt(scene, 0.4);
    const again = addDays(home, 50);
    const first = tellBeginning(scene, { planned: false });
    tellCourse(scene, start, home, first);
    kase.tell('placement-ceased', home, { endDate: home, cessation: 'return-home', reason: 'other' });
    const second = tellBeginning(scene, { start: again, knownPersons: true, earlierPlacement: true, planned: false });
    tellCourse(scene, again, last, second);
    if (end) tellEnding(scene, end);
  },
};

const foster: Topic = {
  ...placement,
  name: "foster family's status changed",
  oneIn: 60,
  fits: running(200),
  tell(scene) {
    const site = fosterFamily(scene.random, scene.kase.reporter);
    tellBeginning(scene, { site });
    const day = dayAt(scene, 0.5);
    scene.kase.tell('foster-family-status-changed', day, { changeDate: day, site: withStatus(site) });
    const next = dayAt(scene, 0.8);
    const to = siteFor(scene.random, scene.kase.reporter, withStatus(site));
    const fields = { effectDate: next, change: 'site' as const, site: to, decisionDate: next, reason: 'other' };
    scene.kase.tell('site-changed', next, fields);
  },
};

const softened: Topic = {
  ...placement,
  name: 'forced, then voluntary, then forced again',
  oneIn: 80,
  fits: begun(250),
  tell(scene) {
    const first = tellBeginning(scene, { basis: forced(scene.start) });
    const second = tellBasisChange(scene, dayAt(scene, 0.3), first.basis);
    tellBasisChange(scene, dayAt(scene, 0.7), second);
    if (scene.end) tellEnding(scene, scene.end);
  },
};

const lapsed: Topic = {
  ...placement,
  name: 'decision lapsed, decided anew later',
  oneIn: 150,
  fits: begun(90),
  tell(scene) {
    const { kase, start, random } = scene;
    const decided = addDays(start, -120);
    const closed = addDays(start, -80);
    const causes = causesFor(random);
    kase.tell('placement-decided', decided, { decisionDate: decided, basis: voluntary(decided), causes });
    kase.tell('case-closed', closed, { closingDate: closed, reason: 'decision-lapsed' });
    tellWhole(scene);
  },
};

const died: Topic = {
  ...placement,
  name: 'the placed child dies',
  oneIn: 1500,
  fits: ended(120),
  tell(scene) {
    const { kase, start, end } = scene;
    const begun = tellBeginning(scene);
    tellCourse(scene, start, end!, begun);
    kase.about('person-died', addDays(end!, 2), kase.person, { deathDate: end! });
  },
};

const continued: Topic = {
  ...placement,
  name: 'case continued under another id',
  oneIn: 50,
  fits: running(200),
  tell(scene) {
    const { kase } = scene;
    const begun = tellBeginning(scene);
    const day = dayAt(scene, 0.6);
    const newCaseId = `${kase.caseId}-ny`;
    kase.tell('case-continued-as', day, { changeDate: day, newCaseId });
    const formerCaseId = kase.caseId;
    kase.caseId = newCaseId;
    kase.always = { origin: { kind: 'migrated', formerCaseId, originalStart: scene.start } };
    tellCourse(scene, day, scene.last, begun);
  },
};

const sameDay: Topic = {
  ...placement,
  name: 'several facts of one day, in an order of their own and in one form',
  oneIn: 60,
  fits: running(200),
  tell(scene) {
    const { kase, random } = scene;
    const { site } = tellBeginning(scene);
    const day = dayAt(scene, 0.5);
    const reportGroup = `${kase.caseId} ${day}`;
    const moved = siteFor(random, kase.reporter, site);
    kase.tell('placement-followed-up', day, { followUpDate: day, followUpKind: 'extra', caseSequence: 1, reportGroup });
    kase.tell('site-changed', day, {
      effectDate: day,
      change: 'site',
      site: moved,
      decisionDate: day,
      reason: 'breakdown',
      caseSequence: 2,
      reportGroup,
    });
  },
};

export const courseTopics: readonly Topic[] = [foster, softened, lapsed, died, continued, sameDay];
