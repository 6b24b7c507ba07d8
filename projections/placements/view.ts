import {
  bodyColumn,
  childColumn,
  dateColumn,
  ordinalColumn,
  reporterColumn,
  untilColumn,
  type Column,
  type View,
} from '../view.js';

const caseColumn: Column = { name: 'case', da: 'Sags-id', value: (row) => row.caseKey, senderId: true };

/** Placement spells; with `on`, the stock of placed children on that day. Only decided placements have no date and are no spell. */
export const placementsView: View = {
  name: 'placements',
  en: 'Placement spells; with `on`, the children placed on that day',
  da: 'Anbringelsesforløb',
  projection: 'placements',
  kind: 'placement',
  narrowing: 'day',
  where: (row) => row.date !== '',
  columns: [
    reporterColumn,
    caseColumn,
    childColumn,
    dateColumn('start', 'Iværksættelsesdato'),
    untilColumn('end', 'Ophørsdato'),
    bodyColumn('decision_date', 'Afgørelsesdato', 'decisionDate'),
    bodyColumn('planned', 'Planlagt'),
    bodyColumn('started_by', 'Indledt ved', 'startedBy'),
    bodyColumn('site_list', 'Liste for anbringelsessted', 'site', 'list'),
    bodyColumn('site_type', 'Type af anbringelsessted', 'site', 'type'),
    bodyColumn('sites', 'Antal anbringelsessteder'),
    bodyColumn('causes', 'Udslagsgivende forhold'),
    bodyColumn('ended_by', 'Ophør', 'end', 'how'),
    ordinalColumn,
  ],
};

export const sitePeriodsView: View = {
  name: 'site-periods',
  en: 'Periods at each placement site',
  da: 'Ophold på anbringelsessteder',
  projection: 'placements',
  kind: 'site-period',
  narrowing: 'day',
  columns: [
    reporterColumn,
    caseColumn,
    childColumn,
    dateColumn('from', 'Fra'),
    untilColumn('until', 'Til'),
    bodyColumn('began', 'Begyndte ved'),
    bodyColumn('site_list', 'Liste for anbringelsessted', 'site', 'list'),
    bodyColumn('site_type', 'Type af anbringelsessted', 'site', 'type'),
    bodyColumn('p_number', 'P-nummer', 'site', 'pNumber'),
    bodyColumn('department_uuid', 'Afdelings-UUID', 'site', 'departmentId'),
    ordinalColumn,
  ],
};
