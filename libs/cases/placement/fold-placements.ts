import { isFact, type LiveFact } from '../common/fact.js';
import type { Case } from '../common/case.js';
import { error, type Finding } from '../common/finding.js';
import { isSuppressed, type Appeals } from './appeals.js';
import type { BasisPeriod, Placement, PlacementEnd, SitePeriod, StoredBasis, StoredSite } from './placement.js';

/** A placement being read off the timeline. */
interface Draft {
  decisions: LiveFact<'placement-decided'>[];
  planned?: LiveFact<'placement-started'>;
  start?: Placement['start'];
  sites: SitePeriod[];
  bases: BasisPeriod[];
  causes: Set<string>;
  end?: PlacementEnd;
  facts: LiveFact[];
}

interface State {
  readonly drafts: Draft[];
  readonly findings: Finding[];
  /** Ends that found nothing to end; judged when all is read. */
  readonly loose: LiveFact[];
}

const current = (state: State): Draft | undefined => {
  const last = state.drafts.at(-1);
  return last && !last.end ? last : undefined;
};

const running = (state: State): Draft | undefined => {
  const draft = current(state);
  return draft && (draft.start ?? draft.planned) ? draft : undefined;
};

function open(state: State): Draft {
  const draft: Draft = { decisions: [], sites: [], bases: [], causes: new Set(), facts: [] };
  state.drafts.push(draft);
  return draft;
}

/** Reads the placements off a case's timeline, with the findings that only the order of its facts can show. */
export function foldPlacements(kase: Case, appeals: Appeals): { placements: Placement[]; findings: Finding[] } {
  const state: State = { drafts: [], findings: [], loose: [] };
  for (const fact of kase.facts)
    if (fact.family === 'placement' && !isSuppressed(appeals, fact)) step(state, fact, appeals);
  endByDeath(state, kase);
  judgeLooseEnds(state);
  return { placements: state.drafts.map(finished), findings: state.findings };
}

function step(state: State, fact: LiveFact, appeals: Appeals): void {
  if (isFact(fact, 'placement-decided')) decided(state, fact);
  else if (isFact(fact, 'site-chosen')) siteChosen(state, fact);
  else if (isFact(fact, 'placement-started')) started(state, fact);
  else if (isFact(fact, 'acting-duty-taken-over')) takenOver(state, fact);
  else if (isFact(fact, 'youth-stay-decided')) youthStay(state, fact);
  else if (isFact(fact, 'site-changed')) siteChanged(state, fact);
  else if (isFact(fact, 'foster-family-status-changed')) statusChanged(state, fact);
  else if (isFact(fact, 'legal-basis-changed')) basisChanged(state, fact, fact.data.basis);
  else if (isFact(fact, 'appeal-decided')) appealDecided(state, fact, appeals);
  else if (isFact(fact, 'placement-ceased')) ceased(state, fact);
  else if (isFact(fact, 'acting-duty-handed-over')) handedOver(state, fact);
  else if (isFact(fact, 'case-closed')) closed(state, fact);
  else (current(state) ?? state.drafts.at(-1))?.facts.push(fact);
}

function decided(state: State, fact: LiveFact<'placement-decided'>): void {
  const before = current(state);
  if (before?.start) state.findings.push(error('ANB-2.2.2b', [fact, before.start]));
  const draft = before ?? open(state);
  draft.decisions.push(fact);
  draft.facts.push(fact);
  draft.bases.push({ fact, from: fact.date, basis: fact.data.basis });
  for (const cause of fact.data.causes) draft.causes.add(cause);
}

function siteChosen(state: State, fact: LiveFact): void {
  (current(state) ?? open(state)).facts.push(fact);
}

function started(state: State, fact: LiveFact<'placement-started'>): void {
  const draft = current(state) ?? open(state);
  draft.facts.push(fact);
  if (draft.start) {
    if (fact.data.implementation === 'planned') return;
    const rule = draft.start.system === fact.system ? 'ANB-2.2.2a' : 'GEN-1.4d';
    state.findings.push(error(rule, [draft.start, fact]));
    return;
  }
  if (fact.data.implementation === 'planned') draft.planned = fact;
  else draft.start = fact;
  draft.sites = [{ fact, from: fact.date, until: '', site: fact.data.site, statuses: [], began: 'start' }];
}

function takenOver(state: State, fact: LiveFact<'acting-duty-taken-over'>): void {
  const before = running(state);
  if (before) state.findings.push(error('ANB-2.1h', [fact, before.start ?? before.planned!]));
  const draft = before ? before : (current(state) ?? open(state));
  draft.facts.push(fact);
  for (const cause of fact.data.causes ?? []) draft.causes.add(cause);
  if (before) return;
  draft.start = fact;
  draft.bases.push({ fact, from: fact.date, basis: fact.data.basis });
  draft.sites.push({ fact, from: fact.date, until: '', site: fact.data.site, statuses: [], began: 'start' });
}

function youthStay(state: State, fact: LiveFact<'youth-stay-decided'>): void {
  if (fact.data.stay === 'decided') {
    (current(state) ?? state.drafts.at(-1) ?? open(state)).facts.push(fact);
    return;
  }
  const before = running(state);
  if (before && fact.data.stay === 're-established')
    state.findings.push(error('SKE-2h', [fact, before.start ?? before.planned!]));
  const draft = before ?? current(state) ?? open(state);
  draft.facts.push(fact);
  if (fact.data.site) move(draft, fact, fact.data.site, draft.sites.length ? 'site' : 'start');
  if (!before) draft.start = fact;
  const basis = draft.bases.at(-1)?.basis;
  if (basis || fact.data.provision) {
    draft.bases.push({
      fact,
      from: fact.date,
      basis: { ...(basis ?? { consent: '99' }), ...(fact.data.provision && { provision: fact.data.provision }) },
    });
  }
}

function siteChanged(state: State, fact: LiveFact<'site-changed'>): void {
  const draft = running(state);
  if (!draft) return void strayed(state, fact, 'ANB-2.1d');
  draft.facts.push(fact);
  const before = draft.sites.at(-1)?.site;
  if (fact.data.change === 'site' && before?.reference && before.reference === fact.data.site.reference) {
    state.findings.push(error('ANB-2.2.8a', [fact]));
  }
  move(draft, fact, fact.data.site, fact.data.change);
}

function move(draft: Draft, fact: LiveFact, site: StoredSite, began: SitePeriod['began']): void {
  const last = draft.sites.pop();
  if (last) draft.sites.push({ ...last, until: fact.date });
  draft.sites.push({ fact, from: fact.date, until: '', site, statuses: [], began });
}

/** R7: never a move; the new type goes out with the next reportable event. */
function statusChanged(state: State, fact: LiveFact<'foster-family-status-changed'>): void {
  const draft = running(state);
  if (!draft) return void strayed(state, fact, 'ANB-2.2.8a');
  draft.facts.push(fact);
  const { list, type } = fact.data.site;
  const last = draft.sites.pop();
  if (last) draft.sites.push({ ...last, statuses: [...last.statuses, { from: fact.date, type: { list, type } }] });
}

function basisChanged(state: State, fact: LiveFact, basis: StoredBasis): void {
  const draft = current(state);
  if (!draft) return void strayed(state, fact, 'ANB-2.1e');
  draft.facts.push(fact);
  draft.bases.push({ fact, from: fact.date, basis });
}

/** An effected decision on appeal changes basis or site from its own day (SKE-X4); what has ended or not begun it cannot (SKE-X5). */
function appealDecided(state: State, fact: LiveFact<'appeal-decided'>, appeals: Appeals): void {
  if (!appeals.known.has(fact.data.decision)) strayed(state, fact, 'SKE-3b');
  const draft = current(state) ?? state.drafts.at(-1);
  if (!draft) return;
  draft.facts.push(fact);
  if (fact.data.outcome !== 'changed' || draft.end) return;
  if (fact.data.newBasis) draft.bases.push({ fact, from: fact.date, basis: fact.data.newBasis });
  if (fact.data.newSite && draft.sites.length) move(draft, fact, fact.data.newSite, 'site');
}

function ceased(state: State, fact: LiveFact<'placement-ceased'>): void {
  const draft = running(state);
  if (!draft) return void state.loose.push(fact);
  const { endDate, cessation, reason, residenceAfter } = fact.data;
  close(draft, { date: endDate, how: cessation, reason, residenceAfter: residenceAfter ?? '', fact });
}

function handedOver(state: State, fact: LiveFact<'acting-duty-handed-over'>): void {
  const draft = running(state);
  if (!draft) return void state.loose.push(fact);
  close(draft, { date: fact.date, how: 'handed-over', reason: '', residenceAfter: '', fact });
}

/** Closing a case lets a decision lapse; it does not end a running placement, which must be reported as ended (ANB-2.1f). */
function closed(state: State, fact: LiveFact<'case-closed'>): void {
  const draft = current(state);
  if (!draft) return void state.drafts.at(-1)?.facts.push(fact);
  if (draft.start) {
    draft.facts.push(fact);
    state.findings.push(error('SYS-closed-while-placed', [fact, draft.start]));
    return;
  }
  close(draft, { date: fact.date, how: 'lapsed', reason: fact.data.reason, residenceAfter: '', fact });
}

function close(draft: Draft, end: PlacementEnd): void {
  draft.facts.push(end.fact);
  draft.end = end;
  const last = draft.sites.pop();
  if (last) draft.sites.push({ ...last, until: end.date });
}

function strayed(state: State, fact: LiveFact, rule: string): void {
  state.findings.push(error(rule, [fact]));
}

/** A placed child's death ends the placement, also one whose end was planned for later: reason "Andet", residence "Andet sted" (ANB-2.2.4a, ANB-2.2.4b). */
function endByDeath(state: State, kase: Case): void {
  const death = kase.child ? kase.people.death(kase.child) : undefined;
  const draft = state.drafts.at(-1);
  if (!death || death.beforeOrAtBirth || !draft?.start || death.date < draft.start.date) return;
  const plannedEnd = draft.end?.fact.type === 'placement-ceased' && draft.end.date > death.date;
  if (draft.end && !plannedEnd) return;
  close(draft, { date: death.date, how: 'died', reason: 'other', residenceAfter: '5', fact: death.fact });
}

/** An end with a start after it is dated before it; an end with none has no start. */
function judgeLooseEnds(state: State): void {
  for (const fact of state.loose) {
    const after = state.drafts.find((draft) => draft.start && !draft.end && draft.start.date > fact.date);
    if (after) state.findings.push(error('SYS-end-before-start', [fact, after.start!]));
    else state.findings.push(error(fact.type === 'acting-duty-handed-over' ? 'ANB-2.1g' : 'ANB-2.1f', [fact]));
  }
}

function finished(draft: Draft): Placement {
  const { decisions, planned, start, sites, bases, causes, end, facts } = draft;
  const startDate = start?.date ?? planned?.date ?? '';
  return { decisions, planned, start, startDate, sites, bases, causes: [...causes], end, facts };
}
