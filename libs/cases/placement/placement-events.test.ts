import { Story } from '../testing/story.js';
import { fosterFamily, placed } from '../testing/usual.js';

describe('given a placement', () => {
  test('ANB-2.1a ANB-2.1b ANB-2.1c SKE-2i SKE-2j SKE-X1: decision and start are each reported, in schema 1 and schema 2 event 0', () => {
    const story = placed();
    expect(story.extract).toEqual(['0.2 on 2026-02-01', '0 on 2026-02-10']);
    expect(story.forms).toEqual(['schema 1, event 0 on 2026-02-01', 'schema 2, event 0 on 2026-02-10']);
    expect(story.placements).toHaveLength(1);
    expect(story.findings('2026-04-01')).toEqual([]);
  });

  test('ANB-2.1b: a start without a decision is taken, and waits for it', () => {
    const story = new Story().tell('placement-started', { startDate: '2026-02-10', site: fosterFamily('t_a') });
    expect(story.findings('2026-04-01')).toEqual(['ANB-2.1b']);
    story.tell('placement-decided', { decisionDate: '2026-02-01' });
    expect(story.findings('2026-04-01')).toEqual([]);
  });

  test('ANB-2.1c R2: a planned start counts from its date, with a finding once that has passed unconfirmed', () => {
    const story = new Story()
      .tell('placement-decided', { decisionDate: '2026-02-01' })
      .tell('placement-started', { startDate: '2026-03-01', implementation: 'planned' });
    expect(story.extract).toEqual(['0.2 on 2026-02-01', '0 on 2026-03-01']);
    expect(story.findings('2026-03-01')).toEqual([]);
    expect(story.findings('2026-03-02')).toEqual(['ANB-2.1c']);
    story.tell('placement-started', { startDate: '2026-03-04', implementation: 'actual' });
    expect(story.extract).toEqual(['0.2 on 2026-02-01', '0 on 2026-03-04']);
    expect(story.findings('2026-04-01')).toEqual([]);
  });

  test('ANB-2.1d ANB-2.2.2c SKE-2l: a move from one foster family to another is a change of site', () => {
    const story = placed().tell('site-changed', {
      effectDate: '2026-05-01',
      change: 'site',
      site: fosterFamily('t_b'),
    });
    expect(story.extract.at(-1)).toBe('1 on 2026-05-01');
    expect(story.forms.at(-1)).toBe('schema 2, event 1 on 2026-05-01');
    expect(story.placements[0]!.sites.map(({ from, until }) => [from, until])).toEqual([
      ['2026-02-10', '2026-05-01'],
      ['2026-05-01', ''],
    ]);
  });

  test('ANB-2.2.2a: a move reported as a second start is a finding and makes no second implementation', () => {
    const story = placed().tell('placement-started', { startDate: '2026-05-01', site: fosterFamily('t_b') });
    expect(story.findings('2026-06-01')).toEqual(['ANB-2.2.2a']);
    expect(story.extract).toEqual(['0.2 on 2026-02-01', '0 on 2026-02-10']);
  });

  test('ANB-2.2.8b ANB-2.2.6e: another department of the same site is in the extract, never a form, and needs its UUID', () => {
    const department = { ...fosterFamily('t_a', { mustAppear: true }), type: '09' };
    const story = placed().tell('site-changed', { effectDate: '2026-05-01', change: 'department', site: department });
    expect(story.extract.at(-1)).toBe('1 on 2026-05-01');
    expect(story.forms).toHaveLength(2);
    expect(story.findings('2026-06-01')).toEqual(['ANB-2.2.6e']);
  });

  test('ANB-2.2.8a R7: a changed status of the foster family is no move; its type goes out with the next reported event', () => {
    const status = { changeDate: '2026-04-01', site: { ...fosterFamily('t_a'), type: '23' } };
    const story = placed().tell('foster-family-status-changed', status);
    expect(story.extract).toHaveLength(2);
    story.tell('placement-ceased', { endDate: '2026-06-01', residenceAfter: '1' });
    expect(story.reportable.at(-1)).toMatchObject({ haendelse: '5', site: { type: '23' } });
  });

  test('ANB-2.2.8a R7: what was reported before the change keeps the type it was told with', () => {
    const story = placed()
      .tell('legal-basis-changed', { effectDate: '2026-03-01' })
      .tell('foster-family-status-changed', { changeDate: '2026-04-01', site: fosterFamily('t_a', { type: '23' }) })
      .tell('legal-basis-changed', { effectDate: '2026-05-01' });
    expect(story.reportable.map(({ date, site }) => [date, site?.type])).toEqual([
      ['2026-02-01', '21'],
      ['2026-02-10', '21'],
      ['2026-03-01', '21'],
      ['2026-05-01', '23'],
    ]);
  });

  test('ANB-2.2.8a: a move to the same site is a finding', () => {
    const story = placed().tell('site-changed', {
      effectDate: '2026-05-01',
      change: 'site',
      site: fosterFamily('t_a'),
    });
    expect(story.findings('2026-06-01')).toEqual(['ANB-2.2.8a']);
  });

  test('ANB-2.1d: a move without a running placement is a finding', () => {
    const story = new Story().tell('site-changed', {
      effectDate: '2026-05-01',
      change: 'site',
      site: fosterFamily('t_b'),
    });
    expect(story.findings('2026-06-01')).toEqual(['ANB-2.1d']);
    expect(story.extract).toEqual([]);
  });

  test('ANB-2.1f SKE-2m ANB-2.2.4a: the end is reported with its reason', () => {
    const story = placed().tell('placement-ceased', {
      endDate: '2026-06-01',
      cessation: 'return-home',
      reason: 'other',
      residenceAfter: '1',
    });
    expect(story.extract.at(-1)).toBe('5 on 2026-06-01');
    expect(story.forms.at(-1)).toBe('schema 2, event 5 on 2026-06-01');
    expect(story.placements[0]!.end).toMatchObject({ date: '2026-06-01', how: 'return-home', residenceAfter: '1' });
  });

  test('ANB-2.1f: an end without a placement is a finding', () => {
    expect(new Story().tell('placement-ceased', { endDate: '2026-06-01' }).findings()).toEqual(['ANB-2.1f']);
  });

  test('SYS-end-before-start: an end dated before the start is a finding that a correction of the start resolves', () => {
    const story = placed().tell('placement-ceased', { endDate: '2026-02-05', residenceAfter: '1' });
    expect(story.findings('2026-04-01')).toEqual(['SYS-end-before-start']);
    story.correct('started', { startDate: '2026-02-03' });
    expect(story.findings('2026-04-01')).toEqual([]);
    expect(story.placements[0]).toMatchObject({ startDate: '2026-02-03', end: { date: '2026-02-05' } });
  });

  test('SKE-2h SKE-2n R24: a re-placement after the return home is another placement and a new schema 1', () => {
    const story = placed()
      .tell('placement-ceased', { endDate: '2026-06-01', residenceAfter: '1' })
      .tell('placement-decided', { decisionDate: '2026-08-01', earlierPlacement: true })
      .tell('placement-started', { startDate: '2026-08-05' });
    expect(story.placements).toHaveLength(2);
    expect(story.forms.filter((form) => form.startsWith('schema 1'))).toHaveLength(2);
    expect(story.findings('2026-09-01')).toEqual([]);
  });

  test('SYS-closed-while-placed: closing a case does not end a running placement', () => {
    const story = placed().tell('case-closed', { closingDate: '2026-06-01', reason: 'other' });
    expect(story.findings('2026-07-01')).toEqual(['SYS-closed-while-placed']);
    expect(story.placements[0]!.end).toBeUndefined();
  });

  test('SKE-2c SKE-2k: a lapsed decision is schema 2 event 5, a follow-up event 3, the committee event 4; none in the extract', () => {
    const story = new Story()
      .tell('placement-decided', { decisionDate: '2026-02-01' })
      .tell('submitted-to-committee', { submissionDate: '2026-02-02' })
      .tell('placement-followed-up', { followUpDate: '2026-02-03' })
      .tell('case-closed', { closingDate: '2026-03-01', reason: 'decision-lapsed' });
    expect(story.forms).toEqual([
      'schema 1, event 0 on 2026-02-01',
      'schema 2, event 4 on 2026-02-02',
      'schema 2, event 3 on 2026-02-03',
      'schema 2, event 5 on 2026-03-01',
    ]);
    expect(story.extract).toEqual(['0.2 on 2026-02-01']);
  });
});

describe('given a legal basis', () => {
  const basis = (consent: string) => ({ consent });

  test('ANB-2.1e SKE-2c R22: forced to voluntary is code 2 and schema 2 event 2; the other way has neither number', () => {
    const story = new Story()
      .tell('placement-decided', { decisionDate: '2026-02-01', basis: basis('2') })
      .tell('placement-started', { startDate: '2026-02-10' })
      .tell('legal-basis-changed', { effectDate: '2026-04-01', basis: basis('1') })
      .tell('legal-basis-changed', { effectDate: '2026-06-01', basis: basis('2') });
    expect(story.extract.slice(2)).toEqual(['2 on 2026-04-01', 'legal-basis-changed on 2026-06-01']);
    expect(story.forms.slice(2)).toEqual(['schema 2, event 2 on 2026-04-01']);
  });

  test('ANB-2.2.2b: a new decision during a running placement is a finding and no row; after its end it is one', () => {
    const story = placed().tell('placement-decided', { decisionDate: '2026-05-01', basis: basis('2') });
    expect(story.findings('2026-06-01')).toEqual(['ANB-2.2.2b']);
    expect(story.placements).toHaveLength(1);
    expect(story.extract).toEqual(['0.2 on 2026-02-01', '0 on 2026-02-10']);
    story.tell('placement-ceased', { endDate: '2026-04-01' });
    expect(story.findings('2026-06-01')).toEqual([]);
    expect(story.extract.slice(2)).toEqual(['5 on 2026-04-01', '0.2 on 2026-05-01']);
  });

  test('ANB-2.2.2b: a decision dated after the start it belongs to, and one renewed before the start, are reported', () => {
    const late = new Story()
      .tell('placement-started', { startDate: '2026-02-10' })
      .tell('placement-decided', { decisionDate: '2026-02-12' });
    expect(late.extract).toEqual(['0 on 2026-02-10', '0.2 on 2026-02-12']);
    const renewed = placed().tell('placement-decided', { decisionDate: '2026-02-05', basis: basis('2') });
    expect(renewed.extract).toEqual(['0.2 on 2026-02-01', '0.2 on 2026-02-05', '0 on 2026-02-10']);
    expect(renewed.findings('2026-04-01')).toEqual([]);
  });

  test('ANB-2.1e: a change of basis without a placement is a finding', () => {
    expect(new Story().tell('legal-basis-changed', { effectDate: '2026-04-01' }).findings()).toEqual(['ANB-2.1e']);
  });
});

describe('given a row of what was decided', () => {
  test('ANB-2.1e ANB-2.2.3.1b: a decision keeps its own basis and factors, whatever was changed later that day or decided anew', () => {
    const story = new Story()
      .tell('placement-decided', { decisionDate: '2026-02-10', basis: { consent: '2' }, causes: ['UDSLAG3'] })
      .tell('placement-decided', { decisionDate: '2026-02-12', basis: { consent: '2' }, causes: ['UDSLAG9'] })
      .tell('placement-started', { startDate: '2026-02-12' })
      .tell('legal-basis-changed', { effectDate: '2026-02-12', basis: { consent: '1' } });
    expect(story.reportable.map(({ haendelse, basis, causes }) => [haendelse, basis?.consent, causes])).toEqual([
      ['0.2', '2', ['UDSLAG3']],
      ['0.2', '2', ['UDSLAG9']],
      ['0', '1', ['UDSLAG3', 'UDSLAG9']],
      ['2', '1', ['UDSLAG3', 'UDSLAG9']],
    ]);
  });
});

describe('given causes', () => {
  test('ANB-2.2.3.1a ANB-2.2.3.1b: every decisive factor of the decision is in its row', () => {
    const story = new Story().tell('placement-decided', {
      decisionDate: '2026-02-01',
      causes: ['UDSLAG3', 'UDSLAG14'],
    });
    expect(story.reportable[0]!.causes).toEqual(['UDSLAG3', 'UDSLAG14']);
  });

  test('ANB-2.2.3.2a R5: "Andet" gives a warning, "Utilstrækkelig omsorg" none', () => {
    const decided = (cause: string) =>
      new Story().tell('placement-decided', { decisionDate: '2026-02-01', causes: [cause] });
    expect(decided('UDSLAG16').findings()).toEqual(['ANB-2.2.3.2a']);
    expect(decided('UDSLAG14').findings()).toEqual([]);
  });

  test('SYS-code-unmapped: an unknown code of a list that is not complete is kept as sent, and said', () => {
    const story = new Story().tell('placement-decided', { decisionDate: '2026-02-01', occasion: 'stars' });
    expect(story.findings()).toEqual(['SYS-code-unmapped']);
  });
});

describe('given a site that must appear on Tilbudsportalen', () => {
  const started = (site: object) =>
    new Story()
      .tell('placement-decided', { decisionDate: '2026-02-01' })
      .tell('placement-started', { startDate: '2026-02-10', site });
  const home = { list: 'placementSiteTypeStatbank', reference: 't_h' };

  test.each([
    ['ANB-2.2.6b', '11'],
    ['ANB-2.2.6c', '8'],
    ['ANB-2.2.6d', '27'],
  ])('%s ANB-2.2.6a ANB-2.2.6g R6: a missing P-number or UUID is a finding', (_, type) => {
    const numbers = { pNumber: '1003388394', departmentId: '0b52c2f0-37ba-4d0e-8a4f-5d2a9b7f6c11' };
    expect(started({ ...home, type, mustAppear: true }).findings('2026-04-01')).toEqual(['ANB-2.2.6a']);
    expect(started({ ...home, type, mustAppear: true, pNumber: '1003388394' }).findings('2026-04-01')).toEqual([
      'ANB-2.2.6a',
    ]);
    expect(started({ ...home, type, mustAppear: true, ...numbers }).findings('2026-04-01')).toEqual([]);
    expect(started({ ...home, type }).findings('2026-04-01')).toEqual([]);
  });

  const numbers = { pNumber: '1003388394', departmentId: '0b52c2f0-37ba-4d0e-8a4f-5d2a9b7f6c11' };
  const department = { ...home, type: '8', mustAppear: true };
  const told = {
    'placement-started': (site: object) => started(site),
    'site-changed': (site: object) => placed().tell('site-changed', { effectDate: '2026-03-01', change: 'site', site }),
    'appeal-decided': (newSite: object) =>
      placed()
        .tell('site-changed', { effectDate: '2026-02-20', change: 'site', site: fosterFamily('t_b') }, { id: 'moved' })
        .tell('appeal-decided', { decision: 'moved', decisionDate: '2026-03-01', outcome: 'changed', newSite }),
    'acting-duty-taken-over': (site: object) =>
      new Story().tell('acting-duty-taken-over', { takeOverDate: '2026-03-01', basis: { consent: '1' }, site }),
  };

  test.each(Object.entries(told))('ANB-2.2.6h ANB-2.2.6a: running and new placements alike: %s', (_, tell) => {
    expect(tell(department).findings('2026-04-01')).toEqual(['ANB-2.2.6a']);
    expect(tell({ ...department, ...numbers }).findings('2026-04-01')).toEqual([]);
  });

  test.each(['offer', 'department'])(
    'ANB-2.2.6e ANB-2.2.6g R6: a changed %s needs both numbers of the new one',
    (change) => {
      const changed = (site: object) =>
        placed().tell('site-changed', { effectDate: '2026-03-01', change, site }).findings('2026-04-01');
      expect(changed({ ...department, pNumber: numbers.pNumber })).toEqual(['ANB-2.2.6e']);
      expect(changed({ ...department, departmentId: numbers.departmentId })).toEqual(['ANB-2.2.6e']);
      expect(changed({ ...department, ...numbers })).toEqual([]);
      expect(changed({ ...department, mustAppear: false })).toEqual([]);
      expect(changed(fosterFamily('t_a', { mustAppear: true }))).toEqual([]);
    },
  );

  test('ANB-2.2.6a R6: a site that is only decided on or chosen is asked for nothing yet', () => {
    const decided = new Story().tell('placement-decided', { decisionDate: '2026-02-01', site: department });
    expect(decided.findings()).toEqual([]);
    expect(decided.tell('site-chosen', { decisionDate: '2026-02-02', site: department }).findings()).toEqual([]);
  });

  test('ANB-2.2.6h: whether it must appear is said by a flag of its own, not by its type', () => {
    expect(started({ ...department, mustAppear: false }).findings('2026-04-01')).toEqual([]);
  });
});

describe('given the provision of a basis', () => {
  const decided = (provision: string) =>
    new Story().tell('placement-decided', { decisionDate: '2026-02-01', basis: { consent: '1', provision } });

  test('ANB-2.1j: consent and provision of the decision are in its row', () => {
    expect(decided('BL-46').reportable[0]!.basis).toEqual({ consent: '1', provision: 'BL-46' });
    expect(decided('BL-46').findings()).toEqual([]);
  });

  test('ANB-2.1j: a provision that the list does not name is kept as told, and said', () => {
    expect(decided('BL-999').reportable[0]!.basis).toEqual({ consent: '1', provision: 'BL-999' });
    expect(decided('BL-999').findings()).toEqual(['SYS-code-unmapped']);
  });

  test('ANB-2.1j ANB-2.1i: from 18 on the provision of the stay is the basis', () => {
    const young = { pseudonym: 'p_y', kind: 'cpr', birthDate: '2008-04-15', sex: 'male' } as const;
    const stay = { decisionDate: '2026-03-01', effectDate: '2026-04-15', stay: 'continued', provision: 'BL-114-1-1' };
    const story = placed(new Story(young)).tell('youth-stay-decided', stay);
    expect(story.reportable.at(-1)!.basis).toMatchObject({ provision: 'BL-114-1-1' });
  });
});
