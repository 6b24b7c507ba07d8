import {
  basisAt,
  foldForms,
  keyWithin,
  readPlacements,
  siteAt,
  type Case,
  type Fact,
  type Form,
  type LiveFact,
  type Row,
  type StoredBasis,
  type StoredSite,
} from '#libs/cases';
import { copenhagenDate, formDue, yearOf } from '#libs/reference';
import type { Projection } from '#projections/engine';
import { answersOf } from '../answers.js';
import { caseRow, foldSide } from '../case-row.js';
import { childBlock, parentsBlock } from './basic-data.js';

/** Schema views 1, 2 and 3: one row a form, all its blocks filled from the facts in force (SKE-2a to SKE-2o). */
export const forms: Projection = {
  name: 'forms',
  version: 1,
  unit: 'case',
  fold: foldSide('placement', 'rows of forms', (kase) => {
    const { placements, appeals } = readPlacements(kase);
    const { forms } = foldForms(kase, placements, appeals);
    const known = kase.lasting.get('rows of forms', () => new Map<string, Kept>());
    return forms.map((form) => rowOf(kase, form, known));
  }),
};

/** A form's row, and what it was made of. */
interface Kept {
  readonly parts: readonly unknown[];
  readonly row: Row;
}

/** Most forms of a placement show after the next event what they showed before. */
function rowOf(kase: Case, form: Form, known: Map<string, Kept>): Row {
  const key = keyWithin(form.first, form.placement);
  const shown = shownOf(form);
  const parts = partsOf(form, shown);
  const kept = known.get(key);
  if (kept && isSame(kept.parts, parts)) return kept.row;
  const row = formRow(kase, form, key, shown);
  known.set(key, { parts, row });
  return row;
}

const isSame = (ones: readonly unknown[], others: readonly unknown[]): boolean =>
  ones.length === others.length && ones.every((one, at) => one === others[at]);

/** All that may move in a row of a form while its case only grows; a fact that is in force stays the same object. */
function partsOf({ form, first, requiring, events, placement }: Form, shown: Shown | undefined): readonly unknown[] {
  const parts: unknown[] = [form, first, requiring, placement?.end?.fact];
  if (shown) parts.push(shown.decision, shown.basis, shown.site, shown.causes);
  for (const { event, fact } of events) parts.push(event, fact);
  return parts;
}

/**
 * Dated on the day of the event that requires it. `reportedOn` = the day it was first required, `reportedYear` what the yearly
 * overview goes by, `decisionYear` beside it (R26).
 */
function formRow(kase: Case, form: Form, key: string, shown: Shown | undefined): Row {
  const { requiring, first } = form;
  const reportedOn = recordedOn(kase, first);
  return caseRow(kase, {
    kind: 'form',
    key,
    date: requiring.date,
    until: '',
    order: form.serial,
    body: {
      basis: shown?.basis && basisOf(shown.basis, shown.decision),
      case: requiring.family === 'placement' ? requiring.subject : kase.caseKey,
      causes: shown?.causes,
      child: childBlock(kase, form),
      decisionYear: yearOf(requiring.date),
      earlierPlacement: shown?.decision && shown.decision.data.earlierPlacement === true,
      events: form.events.map(({ event, fact }) => ({
        answers: answersOf(fact.type, fact.data),
        date: fact.date,
        due: formDue(fact.date),
        event,
        recordedOn: recordedOn(kase, fact),
        root: fact.root,
        type: fact.type,
      })),
      form: form.form,
      identification: identificationOf(form),
      occasion: shown?.decision && (shown.decision.data.occasion ?? ''),
      parents: form.form === 2 ? undefined : parentsBlock(kase, requiring.date),
      reportedOn,
      reportedYear: yearOf(reportedOn),
      serial: form.serial,
      site: shown?.site,
    },
  });
}

function recordedOn({ events, personEvents }: Case, { root }: LiveFact): string {
  const isRoot = ({ id }: Fact): boolean => id === root;
  return copenhagenDate((events.findLast(isRoot) ?? personEvents.findLast(isRoot))!.recordedAt);
}

const identificationOf = (form: Form): string =>
  form.events.map(({ fact }) => (fact.data as { identification?: string }).identification).find((one) => one) ?? '';

/** What a form shows of its placement (the blocks that the seeds name), as told with what requires the form, or as it stood that day. */
interface Shown {
  readonly decision: LiveFact<'placement-decided'> | undefined;
  readonly basis: StoredBasis | undefined;
  readonly site: StoredSite | undefined;
  readonly causes: readonly string[];
}

function shownOf({ placement, requiring }: Form): Shown | undefined {
  if (!placement) return undefined;
  const decision = placement.decisions.findLast((one) => one.date <= requiring.date) ?? placement.decisions.at(-1);
  const start = placement.start?.type === 'acting-duty-taken-over' ? placement.start : undefined;
  return {
    decision,
    basis: basisAt(placement, requiring),
    site: siteAt(placement, requiring),
    causes: decision?.data.causes ?? start?.data.causes ?? placement.causes,
  };
}

const basisOf = ({ consent, provision }: StoredBasis, decision: Shown['decision']) => ({
  consent,
  decidedBy: decision?.data.decidedBy || undefined,
  provision,
});
