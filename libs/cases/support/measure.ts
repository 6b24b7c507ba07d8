import { isFact, type LiveFact } from '../common/fact.js';
import type { Case } from '../common/case.js';
import { groupBy } from '../common/group-by.js';
import { error, type Finding } from '../common/finding.js';

/** One support measure (indsats): every live fact that names its id, folded in the order of the timeline. */
export interface Measure {
  /** Token of the sender's measure id. */
  readonly id: string;
  readonly granted?: LiveFact<'support-granted'>;
  readonly started?: LiveFact<'support-started'>;
  readonly ceased?: LiveFact<'support-ceased'>;
  readonly closed?: LiveFact<'support-closed-never-started'>;
  /** '' until started. */
  readonly startDate: string;
  /** Last day, planned or actual; '' = open. */
  readonly endDate: string;
  /** Measure code (PGF) in force after the last change; '' when nothing told one. */
  readonly pgf: string;
  readonly pNumber: string;
  readonly departmentId: string;
  readonly causes: readonly string[];
  readonly facts: readonly LiveFact[];
}

/**
 * A change of offer or department is reported only when the measure is given in an offer that must appear on Tilbudsportalen
 * (IND-3.1c): its start says so, or the change names a department there.
 */
export const isReportedChange = ({ started }: Measure, { data }: LiveFact<'offer-changed'>): boolean =>
  started?.data.mustAppear === true || data.pNumber !== undefined || data.departmentId !== undefined;

type Draft = { -readonly [K in keyof Measure]: Measure[K] } & { facts: LiveFact[] };

const measureOf = (fact: LiveFact): string => (fact.data as { measureId: string }).measureId;

/**
 * Reads the measures off a case's timeline, with the findings that only the order of their facts can show. A measure is its own, with a
 * decision, start and end of its own: a placement beside it neither ends nor holds it (ANB-2.2.5a, IND-3.2.8a), and when the child moves
 * it ends here by its own cessation and is another one there (GEN-1.1.1d, GEN-1.1.1e, R4). One whose facts are the same is the same object as before.
 */
export function foldMeasures(kase: Case): { measures: Measure[]; findings: Finding[] } {
  const byId = groupBy(
    kase.facts.filter((fact) => fact.family === 'support'),
    measureOf,
  );
  const known = kase.lasting.get('measures', () => new Map<string, MeasureReading>());
  const read = [...byId].map(([id, facts]) => {
    const before = known.get(id);
    if (before && isSame(before.measure.facts, facts)) return before;
    const reading = foldMeasure(id, facts);
    known.set(id, reading);
    return reading;
  });
  return { measures: read.map(({ measure }) => measure), findings: read.flatMap(({ findings }) => findings) };
}

interface MeasureReading {
  readonly measure: Measure;
  readonly findings: readonly Finding[];
}

const isSame = (ones: readonly LiveFact[], others: readonly LiveFact[]): boolean =>
  ones.length === others.length && ones.every((one, at) => one === others[at]);

function foldMeasure(id: string, facts: readonly LiveFact[]): MeasureReading {
  const findings: Finding[] = [];
  const draft: Draft = {
    id,
    startDate: '',
    endDate: '',
    pgf: '',
    pNumber: '',
    departmentId: '',
    causes: [],
    facts: [...facts],
  };
  for (const fact of startsFirst(facts)) step(draft, fact, findings);
  judgeOrder(draft, findings);
  return { measure: draft, findings };
}

/** A change is one of what the start said, though it is dated before it. */
export const startsFirst = (facts: readonly LiveFact[]): readonly LiveFact[] => {
  const isStart = ({ type }: LiveFact): boolean => type === 'support-granted' || type === 'support-started';
  return [...facts.filter(isStart), ...facts.filter((fact) => !isStart(fact))];
};

function step(draft: Draft, fact: LiveFact, findings: Finding[]): void {
  if (isFact(fact, 'support-granted')) {
    draft.granted = fact;
    draft.pgf ||= fact.data.pgf;
  } else if (isFact(fact, 'support-started')) start(draft, fact, findings);
  else if (isFact(fact, 'offer-changed'))
    Object.assign(draft, { departmentId: fact.data.departmentId ?? '', pNumber: fact.data.pNumber ?? '' });
  else if (isFact(fact, 'period-changed')) {
    if (fact.data.newStart && draft.started) draft.startDate = fact.data.newStart;
    if (fact.data.newEnd) draft.endDate = fact.data.newEnd;
  } else if (isFact(fact, 'measure-code-changed')) draft.pgf = fact.data.pgf;
  else if (isFact(fact, 'support-ceased')) {
    if (draft.ceased) findings.push(error('SYS-two-ends', [draft.ceased, fact], { measure: draft.id }));
    draft.ceased = fact;
    draft.endDate = fact.data.endDate;
  } else if (isFact(fact, 'support-closed-never-started')) draft.closed = fact;
}

function start(draft: Draft, fact: LiveFact<'support-started'>, findings: Finding[]): void {
  if (draft.started) {
    const rule = draft.started.system === fact.system ? 'IND-3.1b' : 'GEN-1.4d';
    findings.push(error(rule, [draft.started, fact], { measure: draft.id }));
    return;
  }
  const { endDate, pgf, pNumber, departmentId, causes } = fact.data;
  Object.assign(draft, {
    started: fact,
    startDate: fact.date,
    pgf,
    pNumber: pNumber ?? '',
    departmentId: departmentId ?? '',
    causes,
  });
  if (endDate) draft.endDate = endDate;
}

/** Cessation without a start (IND-3.1d), changes without a start, an end before the start. */
function judgeOrder(draft: Draft, findings: Finding[]): void {
  const about = { measure: draft.id };
  const { started, ceased, closed } = draft;
  if (!started) {
    if (ceased) findings.push(error('IND-3.1d', [ceased], about));
    const changed = draft.facts.filter((fact) =>
      ['offer-changed', 'period-changed', 'measure-code-changed'].includes(fact.type),
    );
    if (changed.length) findings.push(error('IND-3.1b', changed, about));
    return;
  }
  if (closed) findings.push(error('IND-3.2.9.4a', [started, closed], about));
  if (draft.endDate && draft.endDate < draft.startDate)
    findings.push(error('SYS-end-before-start', [started, ...(ceased ? [ceased] : [])], about));
}
