import {
  identifierOf,
  isFact,
  isReportedChange,
  Latest,
  secondPersonOf,
  startsFirst,
  type Case,
  type LiveFact,
  type Measure,
  type Row,
} from '#libs/cases';

type EventRow = Omit<Row, 'reporter' | 'caseKey' | 'person'>;

/** What a fact is called in the support extract (IND-3.1a to IND-3.1e); undefined for what is not reported. */
const eventKeys: Partial<Record<LiveFact['type'], string>> = {
  'support-started': 'support-started',
  'offer-changed': 'offer-changed',
  'period-changed': 'period-changed',
  'measure-code-changed': 'measure-code-changed',
  'support-ceased': 'support-ceased',
};

/**
 * The reportable events of one measure, each with the state it left: a measure that was never started has none
 * (IND-3.2.9.4a, R3); only the start and the end in force count.
 */
export function supportEvents(kase: Case, measure: Measure): readonly EventRow[] {
  const known = kase.lasting.get('events of measures', () => new Latest<Measure, readonly EventRow[]>());
  return known.get(measure.id, measure, () => readEvents(kase, measure));
}

function readEvents(kase: Case, measure: Measure): EventRow[] {
  if (!measure.started) return [];
  const state = { pgf: '', pNumber: '', departmentId: '', startDate: '', endDate: '' };
  const rows: EventRow[] = [];
  for (const fact of startsFirst(measure.facts)) {
    const event = eventKeys[fact.type];
    if (!event || isReplaced(fact, measure) || isUnreported(fact, measure)) continue;
    apply(state, fact);
    rows.push(rowOf(kase, measure, fact, event, state));
  }
  return rows;
}

const isReplaced = (fact: LiveFact, { started, ceased }: Measure): boolean =>
  (fact.type === 'support-started' && fact !== started) || (fact.type === 'support-ceased' && fact !== ceased);

const isUnreported = (fact: LiveFact, measure: Measure): boolean =>
  isFact(fact, 'offer-changed') && !isReportedChange(measure, fact);

type State = { pgf: string; pNumber: string; departmentId: string; startDate: string; endDate: string };

function apply(state: State, fact: LiveFact): void {
  if (isFact(fact, 'support-started')) {
    const { pgf, pNumber, departmentId, endDate } = fact.data;
    Object.assign(state, {
      pgf,
      startDate: fact.date,
      pNumber: pNumber ?? '',
      departmentId: departmentId ?? '',
      endDate: endDate ?? '',
    });
  } else if (isFact(fact, 'offer-changed')) {
    Object.assign(state, { pNumber: fact.data.pNumber ?? '', departmentId: fact.data.departmentId ?? '' });
  } else if (isFact(fact, 'period-changed')) {
    state.startDate = fact.data.newStart ?? state.startDate;
    state.endDate = fact.data.newEnd ?? state.endDate;
  } else if (isFact(fact, 'measure-code-changed')) state.pgf = fact.data.pgf;
  else if (isFact(fact, 'support-ceased')) state.endDate = fact.data.endDate;
}

function rowOf(kase: Case, measure: Measure, fact: LiveFact, event: string, state: State): EventRow {
  const { reason, ageLimit } = fact.data as { reason?: string; ageLimit?: string };
  return {
    kind: 'support-event',
    key: String(fact.rootOrdinal),
    date: fact.date,
    until: '',
    order: fact.rootOrdinal,
    body: {
      ageLimit: ageLimit || undefined,
      case: fact.subject,
      causes: measure.causes,
      departmentId: state.departmentId,
      endDate: state.endDate,
      event,
      identifier: identifierOf(kase, measure),
      measure: measure.id,
      pNumber: state.pNumber,
      pgf: state.pgf,
      reason: reason || undefined,
      root: fact.root,
      second: secondPersonOf(kase, measure),
      section75: measure.started!.data.section75 === true,
      startDate: state.startDate,
    },
  };
}
