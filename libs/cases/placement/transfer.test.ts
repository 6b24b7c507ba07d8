import { Story } from '../testing/story.js';
import { fosterFamily, placed } from '../testing/usual.js';

const over = { to: { reporter: '461', caseId: 'c_odense' } };
const takenOver = {
  takeOverDate: '2026-06-01',
  fromMunicipality: '751',
  site: fosterFamily('t_a'),
  basis: { consent: '1' },
};

describe('given a placed child that moves to another municipality', () => {
  test('ANB-2.1g SKE-4a R4 R23: the duty given up ends the placement here, with code 5.5 and schema 2 event 5', () => {
    const story = placed().tell('acting-duty-handed-over', { handOverDate: '2026-06-01', toMunicipality: '461' });
    expect(story.extract.at(-1)).toBe('5.5 on 2026-06-01');
    expect(story.forms.at(-1)).toBe('schema 2, event 5 on 2026-06-01');
    expect(story.placements[0]!.end).toMatchObject({ how: 'handed-over' });
  });

  test('ANB-2.1h SKE-2b SKE-2g: the duty taken over opens a placement there, with code 7.5 and schema 1', () => {
    const story = new Story(undefined, '461', 'c_odense').tell('acting-duty-taken-over', takenOver);
    expect(story.extract).toEqual(['7.5 on 2026-06-01']);
    expect(story.forms).toEqual(['schema 1, event 1 on 2026-06-01']);
    expect(story.findings('2026-07-01')).toEqual([]);
  });

  test('SKE-X2 SKE-2o: taken over at or after the 18th birthday it is schema 3 event 2', () => {
    const grown = { pseudonym: 'p_grown', kind: 'cpr', birthDate: '2008-05-01', sex: 'male' } as const;
    const story = new Story(grown).tell('acting-duty-taken-over', takenOver);
    expect(story.forms).toEqual(['schema 3, event 2 on 2026-06-01']);
  });

  test('ANB-2.1g ANB-2.1h GEN-1.1.1c: hand-over and take-over wait for each other, whichever comes first', () => {
    const given = placed().tell('acting-duty-handed-over', { handOverDate: '2026-06-01', toMunicipality: '461' });
    expect(given.childFindings()).toEqual(['ANB-2.1g']);
    given.tell('acting-duty-taken-over', takenOver, over.to);
    expect(given.childFindings()).toEqual([]);
    const taken = new Story().tell('acting-duty-taken-over', takenOver, over.to);
    expect(taken.childFindings()).toEqual(['ANB-2.1h']);
  });

  test('ANB-2.1g: a hand-over without a placement is a finding', () => {
    expect(new Story().tell('acting-duty-handed-over', { handOverDate: '2026-06-01' }).findings()).toEqual([
      'ANB-2.1g',
    ]);
  });

  test('ANB-2.1h: a duty taken over during a running placement of the same case is a finding', () => {
    expect(placed().tell('acting-duty-taken-over', takenOver).findings('2026-07-01')).toEqual(['ANB-2.1h']);
  });

  test('GEN-1.1.1b: the site may lie in another municipality; the acting one reports', () => {
    const site = fosterFamily('t_a', { municipality: '461' });
    const story = new Story()
      .tell('placement-decided', { decisionDate: '2026-02-01' })
      .tell('placement-started', { startDate: '2026-02-10', site });
    expect(story.case.reporter).toBe('751');
    expect(story.reportable.at(-1)!.site).toMatchObject({ municipality: '461' });
  });

  test('ANB-2.1g ANB-2.1h: one hand-over answers one take-over, the latest before it', () => {
    const again = placed()
      .tell('acting-duty-handed-over', { handOverDate: '2026-06-01', toMunicipality: '461' })
      .tell('acting-duty-taken-over', takenOver, over.to)
      .tell('placement-ceased', { endDate: '2026-07-01', residenceAfter: '1' }, over.to)
      .tell('acting-duty-taken-over', { ...takenOver, takeOverDate: '2026-09-01' }, over.to);
    expect(again.childFindings()).toEqual(['ANB-2.1h']);
    again
      .tell('placement-decided', { decisionDate: '2026-08-01' })
      .tell('placement-started', { startDate: '2026-08-02' })
      .tell('acting-duty-handed-over', { handOverDate: '2026-09-01', toMunicipality: '461' });
    expect(again.childFindings()).toEqual([]);
  });

  test('SYS-overlap: two placements of one child at one time in two municipalities are a finding for the national role', () => {
    const story = placed().tell('acting-duty-taken-over', takenOver, over.to);
    expect(story.childFindings()).toEqual(['ANB-2.1h', 'SYS-overlap']);
  });

  test('SYS-person-differs: two municipalities that tell different birth dates are a finding', () => {
    const other = { pseudonym: 'p_anna', kind: 'cpr', birthDate: '2015-02-02', sex: 'female' } as const;
    const story = placed()
      .tell('acting-duty-handed-over', { handOverDate: '2026-06-01', toMunicipality: '461' })
      .tell('acting-duty-taken-over', takenOver, { ...over.to, person: other });
    expect(story.childFindings()).toEqual(['SYS-person-differs']);
  });

  test('SYS-id-in-two-streams: the same event id in two streams is accepted and named', () => {
    const story = placed().tell('support-granted', { decisionDate: '2026-02-01' }, { id: 'decided' });
    expect(story.childFindings()).toEqual(['SYS-id-in-two-streams']);
  });
});

describe('given a change of case system', () => {
  const migrated = { kind: 'migrated', formerCaseId: 'c_1', originalStart: '2026-02-10' };

  test('GEN-1.4d GEN-1.4e: a case continued under another id is one case', () => {
    const story = placed()
      .tell('case-continued-as', { caseId: 'c_1', newCaseId: 'c_2', changeDate: '2026-05-01' })
      .tell(
        'site-changed',
        { effectDate: '2026-06-01', change: 'site', site: fosterFamily('t_b') },
        { caseId: 'c_2', system: 'new-system' },
      );
    expect(story.cases).toHaveLength(1);
    expect(story.case.caseKeys).toEqual(['c_1', 'c_2']);
    expect(story.extract.at(-1)).toBe('1 on 2026-06-01');
  });

  test('GEN-1.4d: a placement told again by the new system is a finding, not a second implementation', () => {
    const story = placed()
      .tell('case-continued-as', { caseId: 'c_1', newCaseId: 'c_2', changeDate: '2026-05-01' })
      .tell(
        'placement-started',
        { startDate: '2026-05-01', origin: migrated },
        { caseId: 'c_2', system: 'new-system' },
      );
    // Both are dated on the original day.
    expect(story.findings('2026-06-01')).toEqual(['GEN-1.4d', 'SYS-tie']);
    expect(story.extract).toEqual(['0.2 on 2026-02-01', '0 on 2026-02-10']);
  });

  test('GEN-1.4e: a migrated start without the original start date is a finding', () => {
    const story = new Story()
      .tell('placement-decided', { decisionDate: '2026-02-01' })
      .tell('placement-started', { startDate: '2026-02-10', origin: { kind: 'migrated' } });
    expect(story.findings('2026-04-01')).toEqual(['GEN-1.4e']);
  });

  test('GEN-1.4e: a start carried over on the day of the change counts from its original day', () => {
    const origin = { kind: 'migrated', originalStart: '2024-05-01' };
    const story = new Story()
      .tell('placement-decided', { decisionDate: '2024-04-20' })
      .tell('placement-started', { startDate: '2026-02-10', origin })
      .tell('support-started', { measureId: 't_m', startDate: '2026-02-10', origin });
    expect(story.extract).toEqual(['0.2 on 2024-04-20', '0 on 2024-05-01']);
    expect(story.placements).toMatchObject([{ startDate: '2024-05-01', sites: [{ from: '2024-05-01' }] }]);
    expect(story.measures).toMatchObject([{ startDate: '2024-05-01', started: { date: '2024-05-01' } }]);
  });

  test('given a link retracted, then the cases are two again', () => {
    const story = placed()
      .tell('case-continued-as', { caseId: 'c_1', newCaseId: 'c_2', changeDate: '2026-05-01' }, { id: 'link' })
      .tell('placement-followed-up', { followUpDate: '2026-06-01' }, { caseId: 'c_2' })
      .retract('link');
    expect(story.cases.map((kase) => kase.caseKeys)).toEqual([['c_1'], ['c_2']]);
  });
});
