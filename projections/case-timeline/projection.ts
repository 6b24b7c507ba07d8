import { casesOf, dateOf, eventType, type Case, type Fact, type LiveFact, type Row, type UnitInput } from '#libs/cases';
import { copenhagenDate } from '#libs/reference';
import type { Projection } from '#projections/engine';
import { answersOf } from '../answers.js';
import { caseRow } from '../case-row.js';
import { deadlinesOf, duesOf, type Deadline } from './dues.js';
import { standingOf, type Standing } from './standing.js';

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

/** What of a case its row of an event is made from, beside the event. */
interface Seen {
  readonly key: string;
  readonly caseKey: string;
  readonly child: string;
  readonly date: string;
  /** Undefined for a person's fact: whether it stands is judged where persons are folded. */
  readonly standing: Standing | undefined;
  readonly deadlines: readonly Deadline[];
}

interface Kept {
  readonly seen: Seen;
  readonly row: Row;
}

const keptOf = (kase: Case): Map<Fact, Kept> => kase.lasting.get('timeline', () => new Map<Fact, Kept>());

/** Most events of a case are seen after the next one as they were before. */
function rowOf(
  kase: Case,
  event: Fact,
  key: string,
  deadlinesOf: (root: string) => readonly Deadline[],
  live?: ReadonlyMap<string, LiveFact>,
): Row {
  const root = isChange(event) ? (event.data as Told).root! : event.id;
  const seen: Seen = {
    key,
    caseKey: kase.caseKey,
    child: kase.child,
    date: dateToldOf(event, live?.get(root)),
    standing: live && standingOf(event, root, kase, live),
    deadlines: deadlinesOf(root),
  };
  const known = keptOf(kase);
  const kept = known.get(event);
  if (kept && isSeenAs(kept.seen, seen)) return kept.row;
  const row = makeRow(kase, event, root, seen);
  known.set(event, { seen, row });
  return row;
}

const isSeenAs = (one: Seen, other: Seen): boolean =>
  one.key === other.key &&
  one.caseKey === other.caseKey &&
  one.child === other.child &&
  one.date === other.date &&
  one.standing === other.standing &&
  (one.deadlines === other.deadlines ||
    (one.deadlines.length === other.deadlines.length &&
      one.deadlines.every(({ rule, date }, at) => {
        const same = other.deadlines[at]!;
        return rule === same.rule && date === same.date;
      })));

const isChange = ({ type }: Fact): boolean => type === 'correction' || type === 'retraction';

function dateToldOf(event: Fact, inForce: LiveFact | undefined): string {
  const told = event.data as Told;
  if (event.type === 'retraction') return inForce?.date ?? '';
  return event.type === 'correction' ? dateOf(told.type as Fact['type'], told.content) : dateOf(event.type, event.data);
}

function makeRow(kase: Case, event: Fact, root: string, { key, date, standing, deadlines }: Seen): Row {
  const told = event.data as Told;
  const type = (isChange(event) ? told.type : event.type) as Fact['type'];
  const content = event.type === 'correction' ? told.content! : event.data;
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
      ...(isChange(event) && { about: type, root, reason: told.reason }),
      en: eventType(event.type)?.en,
      da: eventType(event.type)?.da,
      system: event.system,
      recordedAt: event.recordedAt,
      recordedOn,
      ...(standing && { standing }),
      dues: duesOf(deadlines, recordedOn),
      answers: event.type === 'retraction' ? {} : answersOf(type, content),
    },
  });
}
