import { information, isFact, resolve, type LiveFact, type Row, type UnitInput } from '#libs/cases';
import type { Projection } from '#projections/engine';
import { findingRow } from '../finding-row.js';

/**
 * What each reporter said of itself last, by `sentAt`: the envelope of L201. Two descriptions that only the event id orders are
 * a finding, since the order of arrival decides nothing.
 */
export const reporters: Projection = {
  name: 'reporters',
  version: 1,
  unit: 'reporter',
  fold: ({ facts }: UnitInput): readonly Row[] => {
    const own = facts.filter((fact) => fact.family === 'reporter');
    const { live, findings } = resolve(own, { sameCase: () => true, samePerson: () => true });
    const said = live.filter((fact) => isFact(fact, 'reporter-described')).sort(bySentAt);
    const [last, before] = [said.at(-1), said.at(-2)];
    const tie = last && before && sentAt(last) === sentAt(before) ? [information('SYS-tie', [before, last])] : [];
    const order = Math.min(...own.map((fact) => fact.ordinal));
    const whose = { reporter: own[0]?.reporter ?? '', caseKey: '', person: '', order };
    return [...(last ? [described(last, order)] : []), ...[...findings, ...tie].map((one) => findingRow(one, whose))];
  },
};

const sentAt = (fact: LiveFact<'reporter-described'>): string => {
  const text = fact.data.sentAt;
  return text ? new Date(text).toISOString() : '';
};

function bySentAt(one: LiveFact<'reporter-described'>, other: LiveFact<'reporter-described'>): number {
  const [a, b] = [sentAt(one) + one.root, sentAt(other) + other.root];
  return a < b ? -1 : 1;
}

function described(fact: LiveFact<'reporter-described'>, order: number): Row {
  const { name, cvr, contacts, systemName, systemVersion } = fact.data;
  return {
    kind: 'reporter',
    key: fact.reporter,
    reporter: fact.reporter,
    caseKey: '',
    person: '',
    date: '',
    until: '',
    order,
    body: { contacts, cvr: cvr || undefined, name, systemName, systemVersion },
  };
}
