import type { RowVersion } from '../engine/index.js';
import { bodyColumn, childColumn, dateColumn, ordinalColumn, reporterColumn, type Column, type View } from '../view.js';
import type { Due } from './dues.js';

const dues = (row: RowVersion): readonly Due[] => row.body['dues'] as readonly Due[];

const caseColumn: Column = { name: 'case', da: 'Sags-id', value: (row) => row.caseKey, senderId: true };

/** Everything told of a case, on both clocks; `days_late` below zero = so many days early. */
export const timelineView: View = {
  name: 'timeline',
  en: 'Case timeline',
  da: 'Sagens tidslinje',
  projection: 'case-timeline',
  kind: 'timeline-event',
  narrowing: 'period',
  columns: [
    reporterColumn,
    caseColumn,
    childColumn,
    dateColumn('happened', 'Skete'),
    bodyColumn('told', 'Fortalt', 'recordedOn'),
    bodyColumn('type', 'Hændelse'),
    bodyColumn('label', 'Betegnelse', 'da'),
    bodyColumn('about', 'Om'),
    bodyColumn('standing', 'Status'),
    { name: 'due', da: 'Frist', value: (row) => dues(row).map(({ rule, date }) => `${date} (${rule})`) },
    { name: 'days_late', da: 'Dage efter frist', value: (row) => dues(row).map(({ daysLate }) => String(daysLate)) },
    bodyColumn('event', 'Hændelses-id'),
    ordinalColumn,
  ],
};
