import { createHash } from 'node:crypto';
import {
  casesOf,
  eventType,
  exampleOf,
  judgeCase,
  judgeChild,
  readMeasures,
  readPlacements,
  reportableEvents,
  foldForms,
  streamName,
  type Case,
  type EventName,
  type Fact,
  type Finding,
  type StoredPerson,
  type UnitInput,
} from '../index.js';

/** Who a told event is about and where it goes, when it differs from the story's own. */
export interface Told {
  readonly id?: string;
  readonly reporter?: string;
  readonly caseId?: string;
  readonly person?: StoredPerson;
  readonly system?: string;
}

/** Born 1 January 2015, a CPR number. */
export const anna: StoredPerson = { pseudonym: 'p_anna', kind: 'cpr', birthDate: '2015-01-01', sex: 'female' };
export const mother: StoredPerson = { pseudonym: 'p_mother', kind: 'cpr', birthDate: '1985-07-15', sex: 'female' };

/** A stable UUID of a readable id. */
export const uuid = (id: string): string =>
  createHash('sha256')
    .update(id)
    .digest('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');

/**
 * Events told in an order, as stored (persons are pseudonyms, vaulted texts tokens), and what the folds make of them:
 * given = what was told, when = the last one told, then = what is read off.
 */
export class Story {
  readonly facts: Fact[] = [];

  constructor(
    private readonly child: StoredPerson = anna,
    private readonly reporter = '751',
    private readonly caseId = 'c_1',
  ) {}

  /** Tells an event: what the example of its type requires, overlaid with `data`. */
  tell(type: EventName, data: Record<string, unknown> = {}, told: Told = {}): this {
    const info = eventType(type)!;
    const reporter = told.reporter ?? this.reporter;
    const caseId = told.caseId ?? this.caseId;
    const person = told.person ?? (data['person'] as StoredPerson | undefined) ?? this.child;
    const content = this.content(type, { ...data, person }, { ...told, reporter, caseId });
    const subject = info.family === 'person' ? person.pseudonym : info.family === 'reporter' ? 'self' : caseId;
    return this.add(type, told, streamName(info.family, reporter, subject), reporter, subject, content);
  }

  /** Tells a correction of a told event with its whole new content: that of the root, overlaid with `data`. */
  correct(id: string, data: Record<string, unknown>, told: Told & { reason?: 'error' | 'addition' } = {}): this {
    const root = this.rootOf(id);
    const content = { ...(root.data as object), ...data };
    const { reason = 'error' } = told;
    const change = { reporter: root.reporter, root: root.id, type: root.type, reason, content };
    return this.add('correction', told, root.stream, root.reporter, root.subject, change);
  }

  /** Tells a retraction of a told event. */
  retract(id: string, told: Told = {}): this {
    const root = this.rootOf(id);
    const { person, caseId } = root.data as unknown as { person: StoredPerson; caseId?: string };
    const change = {
      reporter: root.reporter,
      root: root.id,
      type: root.type,
      reason: 'reported-by-mistake',
      person,
      caseId,
    };
    return this.add('retraction', told, root.stream, root.reporter, root.subject, change);
  }

  /** The same events in another order of arrival. */
  reordered(order: readonly number[]): Story {
    const other = new Story(this.child, this.reporter, this.caseId);
    order.forEach((index, place) => other.facts.push({ ...this.facts[index]!, ordinal: place + 1 }));
    return other;
  }

  private rootOf(id: string): Fact {
    const root = this.facts.find((fact) => fact.id === uuid(id));
    if (!root) throw new Error(`no event ${id} was told`);
    return root;
  }

  private content(type: EventName, data: Record<string, unknown>, told: Told): Record<string, unknown> {
    const info = eventType(type)!;
    const ofCase = info.family !== 'person' && info.family !== 'reporter';
    return {
      ...exampleOf(info.data, false),
      ...(ofCase && { caseId: told.caseId }),
      ...data,
      reporter: told.reporter,
      ...(typeof data['decision'] === 'string' && { decision: uuid(data['decision']) }),
    };
  }

  private add(type: EventName, told: Told, stream: string, reporter: string, subject: string, data: object): this {
    const ordinal = this.facts.length + 1;
    const family = stream.slice(0, stream.indexOf('-')) as Fact['family'];
    this.facts.push({
      ordinal,
      id: uuid(told.id ?? `event ${ordinal}`),
      type,
      stream,
      family,
      reporter,
      subject,
      system: told.system ?? 'case-system',
      recordedAt: '2026-04-01T10:00:00.000Z',
      data: data as Fact['data'],
    });
    return this;
  }

  private read: UnitInput = { kind: 'case', facts: [] };

  /** Read once for all that was told so far, as the engine does: one input, whatever asks. */
  get cases(): readonly Case[] {
    if (this.read.facts.length !== this.facts.length) this.read = { kind: 'case', facts: [...this.facts] };
    return casesOf(this.read);
  }

  /** The only case, or the first. */
  get case(): Case {
    return this.cases[0]!;
  }

  get placements() {
    return readPlacements(this.case).placements;
  }

  get measures() {
    return readMeasures(this.case).measures;
  }

  /** `form/event date` of every form, in the order of their serial numbers. */
  get forms(): string[] {
    const { placements, appeals } = readPlacements(this.case);
    return foldForms(this.case, placements, appeals).forms.map((form) =>
      [`schema ${form.form}`, ...form.events.map(({ event, fact }) => `event ${event} on ${fact.date}`)].join(', '),
    );
  }

  /** `code or key on date`, of every row of the placement extract. */
  get extract(): string[] {
    return this.reportable.map(({ haendelse, eventKey, date }) => `${haendelse ?? eventKey} on ${date}`);
  }

  get reportable() {
    const { placements, appeals } = readPlacements(this.case);
    return reportableEvents(this.case, placements, appeals);
  }

  /** Rule ids of the findings in force on a day, sorted. */
  findings(on = '9999-12-31'): string[] {
    return rulesOf(this.cases.flatMap(judgeCase), on);
  }

  /** Rule ids of what crosses the child's cases. */
  childFindings(): string[] {
    return rulesOf(judgeChild({ kind: 'child', facts: [...this.facts] }), '9999-12-31');
  }
}

const rulesOf = (findings: readonly Finding[], on: string): string[] =>
  findings
    .filter((finding) => !finding.holdsFrom || finding.holdsFrom <= on)
    .map((finding) => finding.rule)
    .sort();
