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
    if (forms.length === 0) return [];
    const recorded = new Map([...kase.personEvents, ...kase.events].map((event) => [event.id, event]));
    return forms.map((form) => formRow(kase, form, recorded));
  }),
};

/**
 * Dated on the day of the event that requires it. `reportedOn` = the day it was first required, `reportedYear` what the yearly
 * overview goes by, `decisionYear` beside it (R26).
 */
function formRow(kase: Case, form: Form, recorded: ReadonlyMap<string, Fact>): Row {
  const { requiring, first } = form;
  const reportedOn = recordedOn(recorded, first);
  return caseRow(kase, {
    kind: 'form',
    key: keyWithin(first, form.placement),
    date: requiring.date,
    until: '',
    order: form.serial,
    body: {
      form: form.form,
      serial: form.serial,
      case: requiring.family === 'placement' ? requiring.subject : kase.caseKey,
      reportedOn,
      reportedYear: yearOf(reportedOn),
      decisionYear: yearOf(requiring.date),
      identification: identificationOf(form),
      child: childBlock(kase, form),
      ...(form.form !== 2 && { parents: parentsBlock(kase, requiring.date) }),
      ...blocks(form),
      events: form.events.map(({ event, fact }) => ({
        event,
        type: fact.type,
        root: fact.root,
        date: fact.date,
        due: formDue(fact.date),
        recordedOn: recordedOn(recorded, fact),
        answers: answersOf(fact.type, fact.data),
      })),
    },
  });
}

const recordedOn = (events: ReadonlyMap<string, Fact>, fact: LiveFact): string =>
  copenhagenDate(events.get(fact.root)!.recordedAt);

const identificationOf = (form: Form): string =>
  form.events.map(({ fact }) => (fact.data as { identification?: string }).identification).find((one) => one) ?? '';

/** The blocks that the seeds name: basis, occasion and causes, site; of the placement as told with what requires the form, or as it stood that day. */
function blocks({ placement, requiring }: Form): Record<string, unknown> {
  if (!placement) return {};
  const decision = placement.decisions.findLast((one) => one.date <= requiring.date) ?? placement.decisions.at(-1);
  const start = placement.start?.type === 'acting-duty-taken-over' ? placement.start : undefined;
  const basis = basisAt(placement, requiring);
  const site = siteAt(placement, requiring);
  return {
    ...(basis && { basis: { ...basis, ...(decision?.data.decidedBy && { decidedBy: decision.data.decidedBy }) } }),
    ...(decision && { occasion: decision.data.occasion ?? '' }),
    ...(decision && { earlierPlacement: decision.data.earlierPlacement === true }),
    causes: decision?.data.causes ?? start?.data.causes ?? placement.causes,
    ...(site !== undefined && { site }),
  };
}
