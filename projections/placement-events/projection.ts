import {
  readPlacements,
  reportableEvents,
  type Case,
  type PlacementEnd,
  type ReportableEvent,
  type Row,
} from '#libs/cases';
import type { Projection } from '#projections/engine';
import { caseRow, foldSide } from '../case-row.js';

/** Rows of the quarterly placement extract: one a reportable event (ANB-2.1a to ANB-2.1i). */
export const placementEvents: Projection = {
  name: 'placement-events',
  version: 1,
  unit: 'case',
  fold: foldSide('placement', 'rows of the extract', rowsOf),
};

function rowsOf(kase: Case): Row[] {
  const { placements, appeals } = readPlacements(kase);
  const known = kase.lasting.get('rows of the extract', () => new Map<string, Kept>());
  return reportableEvents(kase, placements, appeals).map((event) => {
    const kept = known.get(event.key);
    const row = kept && isSame(kept.event, event) ? kept.row : rowOf(kase, event);
    known.set(event.key, { event, row });
    return row;
  });
}

/** The row of an event, and the event as it was made of. */
interface Kept {
  readonly event: ReportableEvent;
  readonly row: Row;
}

/** All that may move in a row while its case only grows: most events are after the next one as they were before. */
const isSame = (one: ReportableEvent, other: ReportableEvent): boolean =>
  one.fact === other.fact &&
  one.haendelse === other.haendelse &&
  one.eventKey === other.eventKey &&
  one.identifier === other.identifier &&
  one.planned === other.planned &&
  one.basis === other.basis &&
  one.site === other.site &&
  endOf(one)?.fact === endOf(other)?.fact &&
  one.causes.length === other.causes.length &&
  one.causes.every((cause, at) => cause === other.causes[at]);

const endOf = ({ fact, placement }: ReportableEvent): PlacementEnd | undefined =>
  placement?.end?.fact === fact ? placement.end : undefined;

function rowOf(kase: Case, event: ReportableEvent): Row {
  const { fact, date, key } = event;
  const told = fact.data as Told;
  const end = endOf(event);
  return caseRow(kase, {
    kind: 'placement-event',
    key,
    date,
    until: '',
    order: Number.parseInt(key),
    body: {
      basis: event.basis,
      case: fact.family === 'placement' ? fact.subject : kase.caseKey,
      causes: event.causes,
      cessation: end?.how,
      cessationReason: end?.reason,
      change: told.change || undefined,
      decisionDate: told.decisionDate || undefined,
      event: event.eventKey,
      fromMunicipality: told.fromMunicipality || undefined,
      haendelse: event.haendelse,
      identifier: event.identifier,
      payingMunicipality: told.payingMunicipality || undefined,
      planned: event.planned,
      reason: (told.change && told.reason) || undefined,
      residenceAfter: end?.residenceAfter,
      root: fact.root,
      site: event.site,
      toMunicipality: told.toMunicipality || undefined,
    },
  });
}

interface Told {
  readonly decisionDate?: string;
  readonly reason?: string;
  readonly change?: string;
  readonly toMunicipality?: string;
  readonly fromMunicipality?: string;
  readonly payingMunicipality?: string;
}
