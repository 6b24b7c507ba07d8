import { refusalSentences, refuse, type SentenceKey } from '../refusals.js';
import { cloudEvent, event, goodData, type Data } from '../testing/cloud-event.js';
import { refusalsOf } from '../testing/judged.js';
import type { Incoming } from '../port.js';

/** Sentences of the doors around judgement; their own tests are with those doors. */
type AtTheDoor =
  // Only for a schema keyword that no field uses today.
  | 'shape'
  | 'json'
  | 'line-too-long'
  | 'synthetic-in-live'
  | 'live-in-synthetic'
  | 'made-up'
  | 'id-reused'
  | 'expected-revision';
type Judged = Exclude<SentenceKey, AtTheDoor>;

const unborn = { kind: 'unborn', mother: { kind: 'cpr', number: '150785-4002' } };
const started = (replaced: Data) => event('support-started', replaced);
const corrected = (replaced: Data) => event('correction', replaced);
const envelope = (replaced: Data) => ({ ...event('site-chosen'), ...replaced });

/** One event a sentence: the event, the field named, the word filled in. */
const examples: Record<Judged, readonly [incoming: Incoming, field: string, detail?: string]> = {
  'not-an-object': [['list'], ''],
  specversion: [envelope({ specversion: '0.3' }), '/specversion'],
  source: [envelope({ source: undefined }), '/source'],
  datacontenttype: [envelope({ datacontenttype: 'text/xml' }), '/datacontenttype'],
  'data-missing': [envelope({ data: undefined }), '/data'],
  attribute: [envelope({ subject: { nested: true } }), '/subject'],
  id: [envelope({ id: 'two\nlines' }), '/id'],
  'type-unknown': [envelope({ type: 'dk.sagsspor.child-adopted.v1' }), '/type'],
  'version-unknown': [envelope({ type: 'dk.sagsspor.site-chosen.v9' }), '/type', '1'],
  required: [event('site-chosen', { decisionDate: undefined }), '/data/decisionDate'],
  'causes-placement': [event('placement-decided', { causes: [] }), '/data/causes'],
  'causes-support': [started({ causes: undefined }), '/data/causes'],
  'unknown-field': [event('site-chosen', { comment: 'free text' }), '/data/comment'],
  'not-text': [event('site-chosen', { caseId: 7 }), '/data/caseId'],
  'not-flag': [event('placement-decided', { earlierPlacement: 'no' }), '/data/earlierPlacement'],
  'not-count': [event('site-chosen', { caseSequence: 1.5 }), '/data/caseSequence'],
  'not-object': [event('site-chosen', { site: 'site-1' }), '/data/site'],
  'not-list': [event('placement-decided', { causes: 'UDSLAG14' }), '/data/causes'],
  'list-length': [event('reporter-described', { contacts: [] }), '/data/contacts'],
  'text-length': [event('site-chosen', { caseId: '' }), '/data/caseId'],
  'text-form': [event('site-chosen', { payingMunicipality: 'abc' }), '/data/payingMunicipality'],
  'control-characters': [event('site-chosen', { caseId: 'S\u0007' }), '/data/caseId'],
  'not-a-choice': [event('placement-started', { implementation: 'maybe' }), '/data/implementation', 'planned, actual'],
  'not-a-date': [event('site-chosen', { decisionDate: '2026-02-30' }), '/data/decisionDate'],
  'date-ahead': [event('site-chosen', { decisionDate: '2026-11-25' }), '/data/decisionDate'],
  'actual-start-ahead': [event('placement-started', { startDate: '2026-11-25' }), '/data/startDate'],
  'birth-ahead': [event('site-chosen', { person: { kind: 'cpr', number: '010130-4003' } }), '/data/person/number'],
  'dates-reversed': [started({ endDate: '2026-03-01' }), '/data/endDate', 'startDate'],
  'period-empty': [event('period-changed', { newEnd: undefined }), '/data/newEnd'],
  'section-30-end': [started({ pgf: '401' }), '/data/endDate'],
  'site-decision-date': [event('site-changed', { decisionDate: undefined }), '/data/decisionDate'],
  'code-unknown': [event('placement-decided', { causes: ['UDSLAG99'] }), '/data/causes/0', 'decisiveCausesUdslag'],
  'code-not-valid': [started({ pgf: '404', startDate: '2013-12-31' }), '/data/pgf', 'supportMeasurePgf'],
  'code-not-reportable': [
    event('site-chosen', { site: { list: 'placementSiteTypeStatbank', type: '0' } }),
    '/data/site/type',
    'placementSiteTypeStatbank',
  ],
  'number-missing': [event('site-chosen', { person: { kind: 'cpr' } }), '/data/person/number'],
  'number-of-unborn': [event('site-chosen', { person: { ...unborn, number: '010115-4003' } }), '/data/person/number'],
  'mother-missing': [event('site-chosen', { person: { kind: 'unborn' } }), '/data/person/mother'],
  'mother-of-born': [
    event('site-chosen', { person: { ...unborn, kind: 'cpr', number: '010115-4003' } }),
    '/data/person/mother',
  ],
  'case-of-person': [event('person-died', { person: unborn }), '/data/person/caseId'],
  'identifier-invalid': [
    event('site-chosen', { person: { kind: 'cpr', number: '320115-4003' } }),
    '/data/person/number',
  ],
  'cpr-misplaced': [event('reporter-described', { name: 'Team 010115-4003' }), '/data/name'],
  'target-type': [corrected({ type: 'correction' }), '/data/type'],
  'content-reporter': [
    corrected({ content: { ...goodData('placement-started'), reporter: '461' } }),
    '/data/content/reporter',
  ],
  'retraction-person': [event('retraction', { person: undefined }), '/data/person'],
  'retraction-case': [event('retraction', { caseId: undefined }), '/data/caseId'],
  'retraction-of-reporter': [event('retraction', { type: 'reporter-described', person: undefined }), '/data/caseId'],
  'reporter-not-yours': [event('site-chosen', { reporter: '101' }), '/data/reporter'],
};

describe('each refusal has its rule, its field and a sentence in both languages', () => {
  it.each(Object.entries(examples))('%s', (key, [incoming, field, detail]) => {
    const expected = refuse(key as SentenceKey, field, detail);
    expect(refusalsOf(incoming)).toEqual([expected]);
    expect(expected.rule).toBe(refusalSentences()[key as SentenceKey][0]);
    expect(expected.en).not.toContain('{detail}');
    expect(expected.da).not.toBe(expected.en);
  });

  it.each([
    ['placement-started', '/data/content'],
    ['person-died', '/data/content'],
  ])('a correction of %s is judged by that type, and points into its content', (type, pointer) => {
    const content = { ...goodData(type), reporter: undefined };
    delete content.reporter;
    expect(refusalsOf(corrected({ type, content }))).toEqual([refuse('required', `${pointer}/reporter`)]);
  });

  it('tells all that is wrong at once', () => {
    const wrong = event('site-chosen', { decisionDate: '2026-02-30', caseId: 7, person: { kind: 'who' } }, '');
    const fields = refusalsOf(wrong).map(({ field }) => field);
    expect(fields.sort()).toEqual(['/data/caseId', '/data/decisionDate', '/data/person/kind', '/id']);
  });

  it('takes any envelope that is no object as one refusal', () => {
    for (const incoming of [null, undefined, 7, 'text', true, []]) {
      expect(refusalsOf(incoming)).toEqual([refuse('not-an-object', '')]);
    }
    expect(refusalsOf(cloudEvent('site-chosen', [])).map(({ field }) => field)).toEqual(['/data']);
  });
});
