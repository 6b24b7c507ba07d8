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
  const [deadlines, known, first] = [deadlinesOf(kase), keptOf(kase), kase.events[0]?.ordinal ?? 0];
  const live = new Map<string, LiveFact>();
  for (const fact of kase.facts) live.set(fact.root, fact);
  const rows: Row[] = [];
  for (const event of kase.events) rows.push(rowOf(kase, known, event, deadlines, live));
  for (const event of kase.personEvents) rows.push(rowOf(kase, known, event, deadlines, undefined, first));
  return rows;
}

interface Told {
  readonly root?: string;
  readonly type?: string;
  readonly reason?: string;
  readonly content?: Record<string, unknown>;
}

/** What of a case its row of an event is made from, beside the event, and the row. */
interface Kept {
  readonly key: string;
  readonly date: string;
  /** Undefined for a person's fact: whether it stands is judged where persons are folded. */
  readonly standing: Standing | undefined;
  readonly deadlines: readonly Deadline[];
  readonly row: Row;
}

const keptOf = (kase: Case): Map<Fact, Kept> => kase.lasting.get('timeline', () => new Map<Fact, Kept>());

type DeadlinesOf = (root: string) => readonly Deadline[];

const keyOf = (first: number | undefined, { ordinal }: Fact): string =>
  first === undefined ? String(ordinal) : `${first}:${ordinal}`;

/**
 * Most events of a case are seen after the next one as they were before.
 * @param first of a person's fact, which is told in several cases: the ordinal of the first event of this one.
 */
function rowOf(
  kase: Case,
  known: Map<Fact, Kept>,
  event: Fact,
  deadlinesOf: DeadlinesOf,
  live: ReadonlyMap<string, LiveFact> | undefined,
  first?: number,
): Row {
  const root = isChange(event) ? (event.data as Told).root! : event.id;
  const standing = live && standingOf(event, root, kase, live);
  const deadlines = deadlinesOf(root);
  const kept = known.get(event);
  const date = kept && event.type !== 'retraction' ? kept.date : dateToldOf(event, live?.get(root));
  if (kept && kept.date === date && kept.standing === standing && isSame(kept.deadlines, deadlines)) return kept.row;
  const key = kept?.key ?? keyOf(first, event);
  const row = makeRow(kase, event, root, { key, date, standing, deadlines });
  known.set(event, { key, date, standing, deadlines, row });
  return row;
}

const isSame = (one: readonly Deadline[], other: readonly Deadline[]): boolean =>
  one === other ||
  (one.length === other.length &&
    one.every(({ rule, date }, at) => rule === other[at]!.rule && date === other[at]!.date));

const isChange = ({ type }: Fact): boolean => type === 'correction' || type === 'retraction';

function dateToldOf(event: Fact, inForce: LiveFact | undefined): string {
  const told = event.data as Told;
  if (event.type === 'retraction') return inForce?.date ?? '';
  return event.type === 'correction' ? dateOf(told.type as Fact['type'], told.content) : dateOf(event.type, event.data);
}

function makeRow(kase: Case, event: Fact, root: string, { key, date, standing, deadlines }: Omit<Kept, 'row'>): Row {
  const told = event.data as Told;
  const changes = isChange(event);
  const type = (changes ? told.type : event.type) as Fact['type'];
  const content = event.type === 'correction' ? told.content! : event.data;
  const recordedOn = copenhagenDate(event.recordedAt);
  return caseRow(kase, {
    kind: 'timeline-event',
    key,
    date,
    until: '',
    order: event.ordinal,
    body: {
      about: changes ? type : undefined,
      answers: event.type === 'retraction' ? {} : answersOf(type, content),
      da: eventType(event.type)?.da,
      dues: duesOf(deadlines, recordedOn),
      en: eventType(event.type)?.en,
      event: event.id,
      reason: changes ? told.reason : undefined,
      recordedAt: event.recordedAt,
      recordedOn,
      root: changes ? root : undefined,
      standing,
      system: event.system,
      type: event.type,
    },
  });
}
