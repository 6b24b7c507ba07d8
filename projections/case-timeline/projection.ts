import { casesOf, dateOf, eventType, type Case, type Fact, type LiveFact, type Row, type UnitInput } from '#libs/cases';
import { copenhagenDate } from '#libs/reference';
import type { Projection } from '#projections/engine';
import { answersOf } from '../answers.js';
import { caseRow } from '../case-row.js';
import { deadlinesOf, duesOf } from './dues.js';
import { standingOf } from './standing.js';

/**
 * Everything ever said of a case, one row an event as it came (corrections, retractions and the child's own facts among them),
 * on both clocks, with its due dates by rule.
 */
export const caseTimeline: Projection = {
  name: 'case-timeline',
  version: 1,
  unit: 'case',
  fold: (input: UnitInput): readonly Row[] => casesOf(input).flatMap(rowsOf),
};

function rowsOf(kase: Case): Row[] {
  const live = new Map(kase.facts.map((fact) => [fact.root, fact]));
  const deadlines = deadlinesOf(kase);
  const first = kase.events[0]?.ordinal ?? 0;
  return [
    ...kase.events.map((event) => rowOf(kase, event, String(event.ordinal), deadlines, live)),
    ...kase.personEvents.map((event) => rowOf(kase, event, `${first}:${event.ordinal}`, deadlines)),
  ];
}

interface Told {
  readonly root?: string;
  readonly type?: string;
  readonly reason?: string;
  readonly content?: Record<string, unknown>;
}

/** `live` is undefined for a person's fact: whether it stands is judged where persons are folded. */
function rowOf(
  kase: Case,
  event: Fact,
  key: string,
  deadlines: ReturnType<typeof deadlinesOf>,
  live?: ReadonlyMap<string, LiveFact>,
): Row {
  const told = event.data as Told;
  const change = event.type === 'correction' || event.type === 'retraction';
  const type = (change ? told.type : event.type) as Fact['type'];
  const root = change ? told.root! : event.id;
  const content = event.type === 'correction' ? told.content! : event.data;
  const date = change && event.type === 'retraction' ? (live?.get(root)?.date ?? '') : dateOf(type, content);
  const recordedOn = copenhagenDate(event.recordedAt);
  return caseRow(kase, {
    kind: 'timeline-event',
    key,
    date,
    until: '',
    order: event.ordinal,
    body: {
      event: event.id,
      type: event.type,
      ...(change && { about: type, root, reason: told.reason }),
      en: eventType(event.type)?.en,
      da: eventType(event.type)?.da,
      system: event.system,
      recordedAt: event.recordedAt,
      recordedOn,
      ...(live && { standing: standingOf(event, root, kase, live) }),
      dues: duesOf(deadlines.get(root) ?? [], recordedOn),
      answers: event.type === 'retraction' ? {} : answersOf(type, content),
    },
  });
}
