import { addDays, isSection30, lookUp, measureRequiresTilbudsportalen } from '#libs/reference';
import { departmentOf, pNumberOf } from '../placement/sites.js';
import type { Scene } from '../scene.js';
import { causesFor } from '../telling/causes.js';
import { nameOf } from '../telling/names.js';
import { earlier } from '../telling/days.js';
import { ordinaryCode, earlyCode } from './codes.js';

/** What a measure may be told with; the rest is left to chance. */
export interface MeasureWishes {
  readonly id?: string;
  readonly pgf?: string;
  readonly start?: string;
  readonly granted?: boolean;
  /** Says nothing of an offer on Tilbudsportalen. */
  readonly noOffer?: boolean;
  /** More fields of the start. */
  readonly ofStart?: Readonly<Record<string, unknown>>;
}

/** A started measure. */
export interface Begun {
  readonly measureId: string;
  readonly pgf: string;
  readonly start: string;
  /** Ids of the events. */
  readonly granted: string;
  readonly started: string;
}

/** The code a scene's measure has by chance: early efforts in the group of that name. */
export const codeFor = ({ random, career }: Scene, day: string): string =>
  career.group === 'early' ? earlyCode(random, day) : ordinaryCode(random, day);

/** The child and who has custody of it. */
export function tellFamily({ kase, child, mother, random }: Scene, day: string): void {
  const person = kase.personAlone;
  const tellsItself = person.kind === 'cpr' || person.kind === 'substitute';
  const attributes = tellsItself ? {} : { birthDate: child.birthDate, sex: child.sex };
  if (person.kind !== 'unborn')
    kase.about('person-registered', day, person, { ...attributes, name: nameOf(random, child.sex) });
  kase.about('person-related', day, person, { relation: 'custody-holder', other: mother.cpr });
}

/** Granted and started; § 30 with its end, where the offer must appear on Tilbudsportalen with P-number and UUID. */
export function tellMeasure(scene: Scene, wishes: MeasureWishes = {}): Begun {
  const { kase, random } = scene;
  const start = wishes.start ?? scene.start;
  const pgf = wishes.pgf ?? codeFor(scene, start);
  const measureId = wishes.id ?? measureIdOf(scene, 1);
  const decided = addDays(start, -random.whole(0, 20));
  const grants = wishes.granted ?? random.chance(0.8);
  const granted =
    grants && pgfHolds(pgf, decided)
      ? kase.tell('support-granted', decided, { decisionDate: decided, pgf, measureId })
      : '';
  const portal = !wishes.noOffer && measureRequiresTilbudsportalen(pgf) && random.chance(0.8);
  const started = kase.tell('support-started', start, {
    measureId,
    startDate: start,
    pgf,
    causes: causesFor(random),
    ...(isSection30(pgf) && { endDate: plannedEnd(scene, start) }),
    ...(portal && offerOf(kase.reporter, random.whole(1, 20))),
    ...wishes.ofStart,
  });
  return { measureId, pgf, start, granted, started };
}

/** A § 30 measure says its end from the start; the start itself where it is not known yet (IND-3.2.9.3b). */
function plannedEnd({ random, end, wanted }: Scene, start: string): string {
  if (end === undefined || end > wanted.end) return addDays(wanted.end, random.whole(10, 90));
  return random.chance(0.6) ? end : start;
}

/** A code of a new law can be granted only once the law is in force. */
const pgfHolds = (pgf: string, day: string): boolean => lookUp('supportMeasurePgf', pgf, day).state === 'known';

/** Department and P-number of an offer that must appear on Tilbudsportalen. */
export const offerOf = (reporter: string, place: number) => ({
  mustAppear: true,
  pNumber: pNumberOf(reporter, 'offer', place),
  departmentId: departmentOf(reporter, 'offer', place),
});

/** The sender's id of the nth measure of a case. */
export const measureIdOf = ({ kase }: Scene, nth: number): string => `${kase.caseId}-m${nth}`;

/** The end of a measure, as its purpose is reached or for another reason. */
export function tellCeased(scene: Scene, measure: Begun, end: string): string {
  const { kase, random } = scene;
  return kase.tell('support-ceased', end, {
    measureId: measure.measureId,
    endDate: end,
    reason: random.pick(['purpose-reached', 'purpose-reached', 'family-withdraws', 'moved', 'other']),
  });
}

/** A second measure beside the first, until the first one's end at the latest. */
export function tellSecond(scene: Scene): void {
  const { random, start, end, wanted } = scene;
  const from = addDays(start, 3);
  const second = tellMeasure(scene, { id: measureIdOf(scene, 2), start: from, pgf: ordinaryCode(random, from) });
  if (end) tellCeased(scene, second, earlier(end, addDays(from, 250)));
  else if (addDays(from, 300) < wanted.end) tellCeased(scene, second, addDays(from, random.whole(60, 300)));
}
