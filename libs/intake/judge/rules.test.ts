import { event, goodData, type Data } from '../testing/cloud-event.js';
import { principal } from '../testing/bed.js';
import { bench, refusalsOf, saysOf } from '../testing/judged.js';

const cpr = '010115-4003';
const stored = (data: Data) => event('site-chosen', data);

describe('who reports', () => {
  it('GEN-1.1b municipalities and providers report: three digits, or p- and the UUID of a department', () => {
    const provider = 'p-0b52c2f0-37ba-4d0e-8a4f-5d2a9b7f6c11';
    const all = { ...principal, reporters: ['*'] };
    expect(saysOf(stored({ reporter: '101' }), all)).toEqual([]);
    expect(saysOf(stored({ reporter: provider }), all)).toEqual([]);
    for (const reporter of ['Aarhus', '7510', 'p-1', '']) {
      expect(saysOf(stored({ reporter }), all)).toEqual(['SYS-shape /data/reporter']);
    }
  });

  it('GEN-1.1c IND-3.2.7a SKE-4a a credential reports only for the reporters it names, whatever the body says', () => {
    expect(saysOf(stored({ reporter: '461' }))).toEqual([]);
    expect(saysOf(stored({ reporter: '101' }))).toEqual(['SYS-reporter-not-yours /data/reporter']);
    expect(saysOf({ ...stored({ reporter: '101' }), source: '/101' })).toEqual([
      'SYS-reporter-not-yours /data/reporter',
    ]);
  });

  it('GEN-1.1d the paying municipality is named beside the reporter; who only pays reports no case', () => {
    const payer = { ...principal, reporters: ['101'] };
    const paid = stored({ reporter: '751', payingMunicipality: '101' });
    expect(saysOf(paid)).toEqual([]);
    expect(saysOf(paid, payer)).toEqual(['SYS-reporter-not-yours /data/reporter']);
    expect(saysOf(stored({ payingMunicipality: '1' }))).toEqual(['SYS-shape /data/payingMunicipality']);
  });

  it('GEN-1.1.1b a site in another municipality is reported by the acting one', () => {
    const site = { ...(goodData('site-chosen').site as Data), municipality: '101' };
    expect(saysOf(stored({ reporter: '751', site }))).toEqual([]);
  });
});

describe('SYS-cpr-misplaced', () => {
  it.each([
    ['id', { ...stored({}), id: `evt-${cpr}` }, '/id'],
    ['source', { ...stored({}), source: `/child/${cpr}` }, '/source'],
    ['a further attribute', { ...stored({}), subject: '0101154003' }, '/subject'],
    ['a code', stored({ site: { list: 'placementSiteTypeAnstedKlas', type: cpr } }), '/data/site/type'],
    ['an event id', event('appeal-lodged', { decision: '0101154003' }), '/data/decision'],
    ['a name of a unit', event('reporter-described', { systemName: `EDH ${cpr}` }), '/data/systemName'],
    [
      'the content of a correction',
      event('correction', { content: { ...goodData('appeal-lodged'), decision: cpr }, type: 'appeal-lodged' }),
      '/data/content/decision',
    ],
  ])('refuses a CPR number as %s', (_, incoming, field) => {
    expect(saysOf(incoming)).toContain(`SYS-cpr-misplaced ${field}`);
    expect(JSON.stringify(refusalsOf(incoming))).not.toContain('4003');
  });

  it('never refuses a vaulted text that looks like one', () => {
    const vaulted = { caseId: cpr, reportGroup: cpr, identification: cpr };
    const site = { ...(goodData('site-chosen').site as Data), reference: cpr };
    expect(saysOf(stored({ ...vaulted, site }))).toEqual([]);
    expect(saysOf(event('support-ceased', { measureId: cpr }))).toEqual([]);
    expect(saysOf(event('person-registered', { name: `Barn ${cpr}` }))).toEqual([]);
  });

  it('never refuses a P-number or a department that looks like one', () => {
    const site = { ...(goodData('site-chosen').site as Data), pNumber: '0101154003' };
    expect(saysOf(stored({ site }))).toEqual([]);
    expect(saysOf(event('offer-changed', { pNumber: '0101154003' }))).toEqual([]);
    const departmentId = '01011540-0301-4115-8003-010115400301';
    expect(saysOf(event('offer-changed', { departmentId }))).toEqual([]);
  });

  it('names no field whose name could be a number', () => {
    const refusals = refusalsOf(stored({ [cpr]: 1, '0101154003': 2 }));
    expect(refusals.every(({ field }) => field === '/data')).toBe(true);
    expect(refusalsOf({ ...stored({}), '0101154003': 1 })[0]!.field).toBe('');
  });
});

describe('the identification a municipality chooses', () => {
  it('SKE-7b R27 is any text, a CPR number too, and may be the same for all reports on a child and on two', () => {
    for (const identification of ['Barn 12', cpr, 'æøå / 7']) expect(saysOf(stored({ identification }))).toEqual([]);
    const other = { kind: 'cpr', number: '020216-4004' };
    expect(saysOf(event('placement-decided', { identification: cpr, person: other, caseId: 'S-9' }))).toEqual([]);
    expect(saysOf(stored({ identification: undefined }))).toEqual([]);
  });
});

describe('corrections and retractions', () => {
  it('SKE-7e a correction says why: an error or an addition', () => {
    for (const reason of ['error', 'addition']) expect(saysOf(event('correction', { reason }))).toEqual([]);
    for (const reason of [undefined, 'reported-by-mistake'])
      expect(saysOf(event('correction', { reason }))).toEqual(['SYS-shape /data/reason']);
  });

  it('SKE-7f a report is taken out only because it was a mistake, never because the placement ended', () => {
    for (const reason of ['reported-by-mistake', 'wrong-child', 'wrong-case', 'wrong-municipality', 'duplicate'])
      expect(saysOf(event('retraction', { reason }))).toEqual([]);
    for (const reason of [undefined, 'ended', 'return-home'])
      expect(saysOf(event('retraction', { reason }))).toEqual(['SYS-shape /data/reason']);
  });
});

describe('dates', () => {
  it('are judged on the day in Copenhagen, not in UTC', () => {
    const tomorrow = stored({ decisionDate: '2026-11-25' });
    expect(saysOf(tomorrow, principal, { ...bench, today: '2026-11-24' })).toEqual([
      'SYS-date-ahead /data/decisionDate',
    ]);
    expect(saysOf(tomorrow, principal, { ...bench, today: '2026-11-25' })).toEqual([]);
  });

  it('ANB-2.1c a planned start may lie ahead, an actual one may not', () => {
    const ahead = { startDate: '2027-02-01' };
    expect(saysOf(event('placement-started', { ...ahead, implementation: 'planned' }))).toEqual([]);
    expect(saysOf(event('placement-started', ahead))).toEqual(['SYS-date-ahead /data/startDate']);
  });

  it('an agreed end may lie ahead', () => {
    expect(saysOf(event('support-started', { endDate: '2027-12-31' }))).toEqual([]);
    expect(saysOf(event('placement-ceased', { endDate: '2027-12-31' }))).toEqual([]);
  });

  it('ANB-2.2.8b a change of site needs its decision date, of an offer or a department it does not', () => {
    const undecided = { decisionDate: undefined };
    expect(saysOf(event('site-changed', undecided))).toEqual(['ANB-2.2.8b /data/decisionDate']);
    for (const change of ['offer', 'department']) {
      expect(saysOf(event('site-changed', { ...undecided, change }))).toEqual([]);
    }
  });

  it('IND-3.2.9.3a § 30 needs an end date; IND-3.2.9.3b the start stands for an unknown one', () => {
    for (const pgf of ['401', '402', '403', '405']) {
      expect(saysOf(event('support-started', { pgf }))).toEqual(['IND-3.2.9.3a /data/endDate']);
      expect(saysOf(event('support-started', { pgf, endDate: '2026-03-02' }))).toEqual([]);
    }
  });
});

describe('codes', () => {
  it('only a list marked complete rejects', () => {
    expect(saysOf(event('submitted-to-committee', { outcome: 'never-heard-of' }))).toEqual([]);
    expect(saysOf(event('placement-decided', { causes: ['never-heard-of'] }))).toEqual([
      'SYS-code-unknown /data/causes/0',
    ]);
  });

  it('IND-3.1e a measure has a code of the annex, and ANB-2.1j a placement a basis of the list, that holds that day', () => {
    expect(saysOf(event('support-started', { pgf: '999' }))).toEqual(['SYS-code-unknown /data/pgf']);
    expect(saysOf(event('measure-code-changed', { pgf: '999' }))).toEqual(['SYS-code-unknown /data/pgf']);
    expect(saysOf(event('support-started', { pgf: '277', startDate: '2019-12-31' }))).toEqual([
      'SYS-code-not-valid /data/pgf',
    ]);
    expect(saysOf(event('support-started', { pgf: '277', startDate: '2020-01-01' }))).toEqual([]);
    expect(saysOf(event('placement-decided', { basis: { consent: '77' } }))).toEqual([
      'SYS-code-unknown /data/basis/consent',
    ]);
  });

  it('are judged on the date their field names: the decision date, else the own date of the event', () => {
    const granted = (decisionDate: string) => event('support-granted', { decisionDate, pgf: '404' });
    expect(saysOf(granted('2013-12-31'))).toEqual(['SYS-code-not-valid /data/pgf']);
    expect(saysOf(granted('2014-01-01'))).toEqual([]);
  });

  it('judges the type of a site by the list the site names', () => {
    const of = (list: string, type: string) => stored({ site: { list, type } });
    expect(saysOf(of('placementSiteTypeAnstedKlas', '01'))).toEqual([]);
    expect(saysOf(of('placementSiteTypeStatbank', '01'))).toEqual(['SYS-code-unknown /data/site/type']);
  });
});

describe('persons', () => {
  it('ANB-2.2.1a, IND-3.2.5a an unborn child is named by its mother and its case', () => {
    const unborn = { kind: 'unborn', mother: { kind: 'cpr', number: '150785-4002' } };
    expect(saysOf(stored({ person: unborn }))).toEqual([]);
    expect(saysOf(stored({ person: { kind: 'unborn' } }))).toEqual(['ANB-2.2.1a /data/person/mother']);
    expect(saysOf(event('person-died', { person: unborn }))).toEqual(['SYS-person-reference /data/person/caseId']);
    expect(saysOf(event('person-died', { person: { ...unborn, caseId: 'S-1' } }))).toEqual([]);
  });

  it('IND-3.2.3b the kind is stated, never guessed; a CPR number is not checked by modulus 11', () => {
    const as = (kind: string, number: string) => saysOf(stored({ person: { kind, number } }));
    expect(as('cpr', '0101154004')).toEqual([]);
    expect(as('cpr', '610115-4003')).toEqual(['SYS-identifier /data/person/number']);
    expect(as('substitute', '610115-4003')).toEqual([]);
    expect(as('anonymous', '123456-9998')).toEqual([]);
    expect(as('person-id', 'UDL-77112')).toEqual([]);
  });
});

describe('the envelope', () => {
  it('allows further attributes of simple values, a trace and a moment among them', () => {
    const more = {
      subject: 'case',
      time: '2026-02-10T08:15:30.0101154003Z'.replace('0101154003', '010115'),
      traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-a010115400312345-01',
      sequence: 7,
      replayed: false,
      dataschema: null,
    };
    expect(saysOf({ ...stored({}), ...more })).toEqual([]);
  });

  it.each([
    ['an object', { subject: {} }, ' '],
    ['a name in capitals', { Subject: 'x' }, 'SYS-envelope '],
    ['a number that could be a CPR number', { subject: 101154003 }, 'SYS-envelope /subject'],
    ['data_base64', { data_base64: 'e30=' }, 'SYS-envelope '],
  ])('refuses %s', (_, more, says) => {
    expect(saysOf({ ...stored({}), ...more })).toEqual([says === ' ' ? 'SYS-envelope /subject' : says]);
  });

  it('takes an id of 128 characters and none longer', () => {
    expect(saysOf({ ...stored({}), id: 'x'.repeat(128) })).toEqual([]);
    for (const id of ['x'.repeat(129), '', ' x', 7, null, undefined]) {
      expect(saysOf({ ...stored({}), id })).toEqual(['SYS-id /id']);
    }
  });
});
