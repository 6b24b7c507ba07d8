import {
  guardianOf,
  identifierOf,
  Latest,
  readMeasures,
  secondPersonOf,
  type Case,
  type LiveFact,
  type Measure,
  type Row,
} from '#libs/cases';
import { addDays } from '#libs/reference';
import type { Projection } from '#projections/engine';
import { caseRow, foldSide, orderOf } from '../case-row.js';
import { supportEvents } from './support-event.js';

/** Support measures in their present state, and every event about them: what L201 and the support extract are read from. */
export const support: Projection = {
  name: 'support',
  version: 1,
  unit: 'case',
  fold: foldSide('support', 'rows of measures', (kase) => {
    const known = kase.lasting.get('rows of measures', () => new Latest<Measure, readonly Row[]>());
    return readMeasures(kase).measures.flatMap((measure) =>
      known.get(measure.id, measure, () => [
        measureRow(kase, measure),
        ...supportEvents(kase, measure).map((row) => caseRow(kase, row)),
      ]),
    );
  }),
};

/** Key = case + measure id, the case as the measure was first told in it: a case continued as another moves none. `date` is '' while not started; `until` is the day after the last one. */
function measureRow(kase: Case, measure: Measure): Row {
  const { people } = kase;
  const identifier = identifierOf(kase, measure);
  const guardian = guardianOf(kase, measure);
  return caseRow(kase, {
    kind: 'measure',
    key: `measure:${firstTold(measure.facts).subject}:${measure.id}`,
    date: measure.startDate,
    until: measure.endDate && addDays(measure.endDate, 1),
    order: orderOf(measure.facts),
    body: {
      case: measure.facts.at(-1)!.subject,
      causes: measure.causes,
      closedNeverStarted: measure.closed !== undefined,
      departmentId: measure.departmentId,
      endDate: measure.endDate,
      guardian,
      identifier,
      long: people.isLong(identifier) || people.isLong(guardian) || undefined,
      measure: measure.id,
      pNumber: measure.pNumber,
      pgf: measure.pgf,
      roots: measure.facts.map((fact) => fact.root),
      second: secondPersonOf(kase, measure),
      section75: measure.started?.data.section75 === true,
      short: people.isShort(identifier) || people.isShort(guardian) || undefined,
      startDate: measure.startDate,
      started: measure.started !== undefined,
    },
  });
}

const firstTold = (facts: readonly LiveFact[]): LiveFact =>
  facts.reduce((first, fact) => (fact.rootOrdinal < first.rootOrdinal ? fact : first));
