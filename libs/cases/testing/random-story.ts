import fc from 'fast-check';
import type { EventName } from '../index.js';
import { Story, anna, mother } from './story.js';

const days = ['2026-02-01', '2026-02-10', '2026-02-10', '2026-03-01', '2026-05-01', '2026-06-15'];
const day = fc.constantFrom(...days);
const site = fc.record({
  list: fc.constant('placementSiteTypeAnstedKlas'),
  type: fc.constantFrom('21', '23', '09'),
  reference: fc.constantFrom('t_a', 't_b'),
  mustAppear: fc.boolean(),
});
const basis = fc.record({ consent: fc.constantFrom('1', '2') });
const causes = fc.constantFrom(['UDSLAG14'], ['UDSLAG16'], ['UDSLAG3', 'UDSLAG9']);
const measureId = fc.constantFrom('t_m', 't_n');
const sequence = fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined });
const other = { pseudonym: 'p_other', kind: 'person-id' } as const;
const unborn = { pseudonym: 'p_unborn', kind: 'unborn', mother } as const;

type Shape = Record<string, fc.Arbitrary<unknown>>;

/** Every event type that a case or its child can have, with few values, so that they meet, repeat and contradict. */
const shapes: Partial<Record<EventName, Shape>> = {
  'placement-decided': { decisionDate: day, basis, causes, caseSequence: sequence },
  'site-chosen': { decisionDate: day, site },
  'placement-started': {
    startDate: day,
    implementation: fc.constantFrom('planned', 'actual'),
    site,
    reportedWithForm1: fc.boolean(),
    caseSequence: sequence,
  },
  'site-changed': {
    effectDate: day,
    change: fc.constantFrom('site', 'offer', 'department'),
    site,
    caseSequence: sequence,
  },
  'foster-family-status-changed': { changeDate: day, site },
  'legal-basis-changed': { effectDate: day, basis },
  'placement-followed-up': { followUpDate: day, reportGroup: fc.constantFrom('t_g', undefined) },
  'submitted-to-committee': { submissionDate: day },
  'placement-ceased': { endDate: day, residenceAfter: fc.constantFrom('1', undefined), caseSequence: sequence },
  'case-closed': { closingDate: day },
  'acting-duty-handed-over': { handOverDate: day },
  'acting-duty-taken-over': { takeOverDate: day, basis, site },
  'aftercare-decided': { decisionDate: day },
  'youth-stay-decided': {
    decisionDate: day,
    effectDate: day,
    stay: fc.constantFrom('decided', 'continued', 're-established'),
  },
  'appeal-lodged': { appealDate: day, decision: fc.constantFrom('event 1', 'event 2'), suspensive: fc.boolean() },
  'appeal-decided': {
    decisionDate: day,
    decision: fc.constantFrom('event 1', 'event 2'),
    outcome: fc.constantFrom('changed', 'upheld'),
    newSite: site,
  },
  'case-continued-as': { changeDate: day, newCaseId: fc.constant('c_2') },
  'support-granted': { decisionDate: day, measureId },
  'support-started': { startDate: day, measureId, pgf: fc.constantFrom('230', '275'), causes },
  'offer-changed': { changeDate: day, measureId },
  'period-changed': { changeDate: day, measureId, newEnd: day },
  'measure-code-changed': { fromDate: day, measureId, pgf: fc.constantFrom('430', '225') },
  'support-ceased': { endDate: day, measureId },
  'support-closed-never-started': { closingDate: day, measureId },
  'person-registered': {
    birthDate: fc.constantFrom('2008-03-01', '2015-01-01'),
    sex: fc.constantFrom('male', 'female'),
  },
  'person-related': { relation: fc.constantFrom('mother', 'guardian'), other: fc.constantFrom(mother, undefined) },
  'person-born': { person: fc.constant(unborn), birthDate: day, newIdentifier: fc.constant(anna) },
  'identifier-changed': { person: fc.constant(other), newIdentifier: fc.constant(anna), fromDate: day },
  'persons-linked': { other: fc.constant(other) },
  'person-died': { deathDate: day, beforeOrAtBirth: fc.boolean() },
};

const types = Object.keys(shapes) as EventName[];

type Reason = 'error' | 'addition';

type Step =
  | {
      readonly do: 'tell';
      readonly type: EventName;
      readonly data: Record<string, unknown>;
      readonly caseId: string;
      readonly who: number;
    }
  | { readonly do: 'correct'; readonly root: number; readonly data: Record<string, unknown>; readonly reason: Reason }
  | { readonly do: 'retract'; readonly root: number };

const tell = (type: EventName): fc.Arbitrary<Step> =>
  fc.record({
    do: fc.constant('tell' as const),
    type: fc.constant(type),
    data: fc.record(shapes[type]!) as fc.Arbitrary<Record<string, unknown>>,
    caseId: fc.constantFrom('c_1', 'c_1', 'c_1', 'c_2'),
    who: fc.constantFrom(0, 0, 0, 1, 2),
  });

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...types).chain(tell) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('correct' as const),
      root: fc.nat(20),
      reason: fc.constantFrom<Reason>('error', 'addition'),
      data: fc.record({ decisionDate: day, startDate: day, effectDate: day, endDate: day }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('retract' as const), root: fc.nat(20) }) },
);

/** Up to a dozen events of one child's cases, corrections and retractions among them. */
export const randomStory: fc.Arbitrary<Story> = fc.array(step, { minLength: 2, maxLength: 12 }).map((steps) => {
  const story = new Story();
  const told: { id: string; type: EventName }[] = [];
  steps.forEach((one, index) => {
    const id = `event ${index + 1}`;
    if (one.do === 'tell') {
      const person = one.who === 0 ? anna : one.who === 1 ? other : unborn;
      story.tell(one.type, drop(one.data), { id, caseId: one.caseId, ...(!one.data['person'] && { person }) });
      told.push({ id, type: one.type });
    } else if (told.length) {
      const root = told[one.root % told.length]!;
      if (one.do === 'retract') story.retract(root.id, { id });
      else story.correct(root.id, ofType(root.type, one.data), { id, reason: one.reason });
    }
  });
  return story;
});

const drop = (data: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined));

const ofType = (type: EventName, data: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(data).filter(([name]) => name in shapes[type]!));

/** An order of arrival that keeps the order among the corrections and retractions of one root. */
export const reordering = (story: Story): fc.Arbitrary<number[]> =>
  fc
    .shuffledSubarray(
      story.facts.map((_, index) => index),
      { minLength: story.facts.length },
    )
    .map((order) => keepChanges(story, order));

function keepChanges(story: Story, order: number[]): number[] {
  const rootOf = (index: number): string | undefined => {
    const fact = story.facts[index]!;
    return fact.type === 'correction' || fact.type === 'retraction'
      ? (fact.data as unknown as { root: string }).root
      : undefined;
  };
  const kept = [...order];
  const roots = new Set(order.map(rootOf).filter((root) => root !== undefined));
  for (const root of roots) {
    const places = kept.map((index, place) => ({ index, place })).filter(({ index }) => rootOf(index) === root);
    const sorted = places.map(({ index }) => index).sort((one, next) => one - next);
    places.forEach(({ place }, nth) => (kept[place] = sorted[nth]!));
  }
  return kept;
}
