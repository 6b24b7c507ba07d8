import type { StoredPerson } from '#libs/cases';
import { Story, anna, mother } from '../../libs/cases/testing/story.js';

const father: StoredPerson = { pseudonym: 'p_father', kind: 'cpr', birthDate: '1983-02-11', sex: 'male' };

/** A site of which everything is told. */
export const home = {
  ...{ list: 'placementSiteTypeAnstedKlas', type: '09', reference: 't_home', mustAppear: true },
  ...{ pNumber: '1003388394', departmentId: '0b52c2f0-37ba-4d0e-8a4f-5d2a9b7f6c11', municipality: '461' },
};

/** A child with a name and parents; who holds custody is known to be unknown. */
const withFamily = (birthDate: string): Story =>
  new Story({ ...anna, birthDate })
    .tell('person-registered', { name: 't_name', birthDate, sex: 'female' })
    .tell('person-related', { relation: 'mother', other: mother, from: birthDate })
    .tell('person-related', { relation: 'father', other: father })
    .tell('person-related', { relation: 'custody-holder' });

const decided = {
  decisionDate: '2026-02-01',
  basis: { consent: '2', provision: 'BL-46' },
  causes: ['UDSLAG14', 'UDSLAG3'],
  ...{ occasion: 'notification', decidedBy: 'municipality', earlierPlacement: true },
  ...{ identification: 't_identification', payingMunicipality: '461' },
};

/** Every block of schema 1 filled: decided with force on 1 February and started on 10 February 2026 at {@link home}. */
export const wholeCase = (birthDate = '2015-01-01'): Story =>
  withFamily(birthDate)
    .tell('placement-decided', decided, { id: 'decided' })
    .tell('placement-started', { startDate: '2026-02-10', implementation: 'actual', site: home }, { id: 'started' });

/** The same with every event of schema 2. */
export const wholeFollowUp = (): Story =>
  wholeCase()
    .tell('site-changed', {
      ...{ effectDate: '2026-03-01', decisionDate: '2026-02-20', change: 'site' },
      site: { ...home, reference: 't_second' },
    })
    .tell('legal-basis-changed', { effectDate: '2026-03-10', basis: { consent: '1', provision: 'BL-46' } })
    .tell('placement-followed-up', { followUpDate: '2026-05-10', actionPlanRevised: true, followUpKind: 'regular' })
    .tell('submitted-to-committee', {
      ...{ submissionDate: '2026-05-20', subject: 'placement-without-consent', outcome: 'granted' },
      outcomeDate: '2026-05-22',
    })
    .tell('aftercare-decided', { decisionDate: '2026-05-25', outcome: 'granted', effectDate: '2026-09-01' })
    .tell('placement-ceased', { endDate: '2026-06-01', residenceAfter: '1' });

/** Of a young person who turns 18 on 1 March 2026: continued, moved, ended, taken up again, and in the end handed over. */
export const wholeYouth = (): Story =>
  wholeCase('2008-03-01')
    .tell('youth-stay-decided', {
      ...{ decisionDate: '2026-02-20', effectDate: '2026-03-01', stay: 'continued', provision: 'BL-114-1-1' },
    })
    .tell('site-changed', {
      ...{ effectDate: '2026-04-01', decisionDate: '2026-03-20', change: 'site' },
      site: { ...home, reference: 't_second' },
    })
    .tell('placement-ceased', { endDate: '2026-06-01', cessation: 'stay-ended', residenceAfter: '2' })
    .tell('youth-stay-decided', {
      ...{ decisionDate: '2026-07-01', effectDate: '2026-07-10', stay: 're-established', provision: 'BL-114-1-1' },
      site: home,
    })
    .tell('acting-duty-handed-over', { handOverDate: '2026-09-01', toMunicipality: '461' });
