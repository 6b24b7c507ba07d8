import { addDays, isForced } from '#libs/reference';
import type { Scene } from '../scene.js';
import { causesFor } from '../telling/causes.js';
import { authorityOf, firstBasis, type BasisFields } from './bases.js';
import { siteFor, type SiteFields } from './sites.js';
import { tellPersons } from './tell-persons.js';

/** What a beginning may be told with; the rest is left to chance. */
export interface BeginningWishes {
  readonly start?: string;
  readonly site?: SiteFields;
  readonly basis?: BasisFields;
  readonly causes?: readonly string[];
  /** Leaves the decision out. */
  readonly undecided?: boolean;
  readonly reportedWithForm1?: boolean;
  /** A planned start before the actual one. */
  readonly planned?: boolean;
  readonly earlierPlacement?: boolean;
  /** Leaves out who the child and its parents are: told before. */
  readonly knownPersons?: boolean;
  /** More fields of the actual start. */
  readonly ofStart?: Readonly<Record<string, unknown>>;
  /** Called between decision and start. */
  readonly between?: (decision: string) => void;
}

/** What was begun. */
export interface Beginning {
  readonly decision: string;
  readonly decided: string;
  /** Id of the actual start. */
  readonly started: string;
  readonly basis: BasisFields;
  readonly site: SiteFields;
}

/** From the inquiry to the first day at the site: decision, committee where it must, choice of site, start. */
export function tellBeginning(scene: Scene, wishes: BeginningWishes = {}): Beginning {
  const { kase, random } = scene;
  const start = wishes.start ?? scene.start;
  const decided = addDays(start, -random.whole(6, 40));
  const basis = wishes.basis ?? firstBasis(random, decided);
  const site = wishes.site ?? siteFor(random, kase.reporter);
  const withSite = random.chance(0.35);
  const form1 = wishes.reportedWithForm1 ?? (withSite && random.chance(0.6));
  if (!wishes.knownPersons) tellPersons(scene, decided);
  let decision = '';
  if (!wishes.undecided) {
    if (isForced(basis.consent)) tellCommittee(scene, decided, 'placement-without-consent');
    decision = kase.tell('placement-decided', decided, {
      decisionDate: decided,
      basis,
      causes: [...(wishes.causes ?? causesFor(random))],
      occasion: random.pick(['notification', 'own-inquiry', 'application', 'acute']),
      ...(withSite && { site }),
      decidedBy: authorityOf(basis),
      earlierPlacement: wishes.earlierPlacement ?? random.chance(0.15),
      ...(random.chance(0.2) && { identification: `${scene.career.nth} opdigtet` }),
    });
  }
  wishes.between?.(decision);
  if (!withSite) {
    const day = addDays(decided, random.whole(1, 5));
    kase.tell('site-chosen', day, { decisionDate: day, site });
  }
  const planned = wishes.planned ?? random.chance(0.25);
  if (planned) tellPlanned(scene, decided, start, site, form1);
  const started = kase.tell('placement-started', start, {
    startDate: start,
    implementation: 'actual',
    site,
    ...(form1 && { reportedWithForm1: true }),
    ...wishes.ofStart,
  });
  return { decision, decided, started, basis, site };
}

/** A start as it was planned: some days off, but on the day itself where the actual start is not told any more (it would be overdue). */
function tellPlanned(scene: Scene, decided: string, start: string, site: SiteFields, form1: boolean): void {
  const { kase, random, wanted } = scene;
  const off = random.pick([-4, -2, -1, 1, 3, 5]);
  const day = start > wanted.end ? start : addDays(start, off);
  kase.tell('placement-started', addDays(decided, 1), {
    startDate: day,
    implementation: 'planned',
    site,
    ...(form1 && { reportedWithForm1: true }),
  });
}

/** The committee is asked two weeks before and grants it. */
export function tellCommittee({ kase, random }: Scene, decided: string, subject: string): void {
  const submitted = addDays(decided, -random.whole(3, 14));
  const fields = { submissionDate: submitted, subject };
  // Told when the outcome is there.
  kase.tell('submitted-to-committee', decided, { ...fields, outcome: 'granted', outcomeDate: decided });
}
