import {
  bodyColumn,
  childColumn,
  dateColumn,
  ordinalColumn,
  reporterColumn,
  senderColumn,
  type View,
} from '../view.js';

const columns = [
  reporterColumn,
  bodyColumn('rule', 'Regel'),
  bodyColumn('severity', 'Alvor'),
  senderColumn('case', 'Sags-id'),
  senderColumn('measure', 'Foranstaltnings-id'),
  childColumn,
  dateColumn('holds_from', 'Gælder fra'),
  bodyColumn('events', 'Hændelser', 'roots'),
  { ...ordinalColumn, name: 'known_since', da: 'Kendt siden løbenummer' },
];

/** Open findings; the events that opened and resolved one are the ordinals of its history. */
export const findingsView: View = {
  name: 'findings',
  en: 'Open findings of cases',
  da: 'Fund i sager',
  projection: 'findings',
  kind: 'finding',
  narrowing: 'holds-on',
  columns,
};

export const childFindingsView: View = {
  ...findingsView,
  name: 'child-findings',
  en: 'Open findings across the cases of a child; those across municipalities for the national role only',
  da: 'Fund på tværs af et barns sager',
  projection: 'child-findings',
};

export const reporterFindingsView: View = {
  ...findingsView,
  name: 'reporter-findings',
  en: 'Open findings of what reporters said of themselves',
  da: 'Fund om indberettere',
  projection: 'reporters',
};
