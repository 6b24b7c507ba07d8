import { addDays, daysBetween, isForced } from '#libs/reference';
import type { Random } from '../random.js';
import type { Scene } from '../scene.js';
import { daysApart } from '../telling/days.js';
import { authorityOf, changedBasis, type BasisFields } from './bases.js';
import { isFoster, otherDepartment, siteFor, withStatus, type SiteFields } from './sites.js';
import { tellCommittee } from './tell-beginning.js';

/** Where the child is and on what basis, as a placement runs. */
export interface Standing {
  readonly site: SiteFields;
  readonly basis: BasisFields;
}

/** Moves a placement makes in a year; about 0.9 in a whole period of care. */
const movesAYear = 0.2;
const basisChangesAYear = 0.08;

/** What happens between two days of a running placement: moves, changes of basis, follow-ups. Gives how it stands then. */
export function tellCourse(scene: Scene, from: string, to: string, standing: Standing): Standing {
  const { random } = scene;
  const first = addDays(from, 20);
  const years = daysBetween(first, to) / 365;
  if (years <= 0) return standing;
  tellFollowUps(scene, from, to);
  let { site, basis } = standing;
  for (const day of daysApart(random, first, to, countFor(random, years * movesAYear)))
    site = tellMove(scene, day, site);
  if (!['4', '9', '10'].includes(basis.consent)) {
    for (const day of daysApart(random, first, to, countFor(random, years * basisChangesAYear)))
      basis = tellBasisChange(scene, day, basis);
  }
  if (random.chance(years * 0.05)) {
    const day = daysApart(random, first, to, 1)[0];
    if (day) scene.kase.tell('submitted-to-committee', day, { submissionDate: day, subject: 'contact' });
  }
  return { site, basis };
}

/** A whole number with this mean. */
const countFor = (random: Random, mean: number): number => Math.floor(mean) + (random.chance(mean % 1) ? 1 : 0);

/** About once a year, the first time after three months. */
function tellFollowUps({ kase, random }: Scene, from: string, to: string): void {
  let day = addDays(from, 90 + random.whole(-10, 10));
  while (day < to) {
    const regular = random.chance(0.9);
    kase.tell('placement-followed-up', day, {
      followUpDate: day,
      actionPlanRevised: random.chance(0.4),
      followUpKind: regular ? 'regular' : 'extra',
    });
    day = addDays(day, 365 + random.whole(-40, 40));
  }
}

/** A new site, another department of an institution, or a foster family with a new status. */
export function tellMove(scene: Scene, day: string, site: SiteFields): SiteFields {
  const { kase, random } = scene;
  const roll = random.fraction();
  if (isFoster(site) && roll < 0.1) {
    const changed = withStatus(site);
    kase.tell('foster-family-status-changed', day, { changeDate: day, site: changed });
    return changed;
  }
  if (site.mustAppear && roll < 0.3) {
    const moved = otherDepartment(site, kase.reporter, random.whole(2, 9));
    kase.tell('site-changed', day, { effectDate: day, change: roll < 0.2 ? 'department' : 'offer', site: moved });
    return moved;
  }
  const next = siteFor(random, kase.reporter, site);
  kase.tell('site-changed', day, {
    effectDate: day,
    change: 'site',
    site: next,
    decisionDate: addDays(day, -random.whole(0, 20)),
    reason: random.pick(['child-leaves', 'breakdown', 'other', 'other']),
  });
  return next;
}

/** From forced to voluntary or the other way round; the latter through the committee. */
export function tellBasisChange(scene: Scene, day: string, before: BasisFields): BasisFields {
  const { kase, random } = scene;
  const decided = addDays(day, -random.whole(0, 14));
  const basis = changedBasis(before, decided);
  const softened = isForced(before.consent);
  if (!softened) tellCommittee(scene, decided, 'placement-without-consent');
  kase.tell('legal-basis-changed', day, {
    effectDate: day,
    basis,
    decisionDate: decided,
    decidedBy: authorityOf(basis),
    change: softened ? 'forced-to-voluntary' : 'voluntary-to-forced',
  });
  return basis;
}
