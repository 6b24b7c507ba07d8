import { readPlacements, reportableEvents, type Case, type ReportableEvent, type Row } from '#libs/cases';
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
  return reportableEvents(kase, placements, appeals).map((event) => rowOf(kase, event));
}

function rowOf(kase: Case, event: ReportableEvent): Row {
  const { fact, date, key, placement } = event;
  const end = placement?.end?.fact === fact ? placement.end : undefined;
  return caseRow(kase, {
    kind: 'placement-event',
    key,
    date,
    until: '',
    order: Number.parseInt(key),
    body: {
      haendelse: event.haendelse,
      event: event.eventKey,
      identifier: event.identifier,
      case: fact.family === 'placement' ? fact.subject : kase.caseKey,
      root: fact.root,
      planned: event.planned,
      ...(event.basis && { basis: event.basis }),
      ...(event.site && { site: event.site }),
      causes: event.causes,
      ...(end && { cessation: end.how, cessationReason: end.reason, residenceAfter: end.residenceAfter }),
      ...told(fact.data as Told),
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

function told(data: Told): Told {
  const { decisionDate, change, toMunicipality, fromMunicipality, payingMunicipality } = data;
  return {
    ...(decisionDate && { decisionDate }),
    ...(change && { change }),
    ...(change && data.reason && { reason: data.reason }),
    ...(toMunicipality && { toMunicipality }),
    ...(fromMunicipality && { fromMunicipality }),
    ...(payingMunicipality && { payingMunicipality }),
  };
}
