import { Story } from './story.js';

export const fosterFamily = (reference: string, more: object = {}) => ({
  list: 'placementSiteTypeAnstedKlas',
  type: '21',
  reference,
  ...more,
});

/** A placement decided on 1 February and started on 10 February 2026 at foster family A. */
export const placed = (story = new Story()): Story =>
  story
    .tell('placement-decided', { decisionDate: '2026-02-01', causes: ['UDSLAG14'] }, { id: 'decided' })
    .tell(
      'placement-started',
      { startDate: '2026-02-10', implementation: 'actual', site: fosterFamily('t_a') },
      { id: 'started' },
    );

/** A measure M granted on 1 March and started on 2 March 2026. */
export const supported = (story = new Story(), started: object = {}): Story =>
  story
    .tell('support-granted', { measureId: 't_m', decisionDate: '2026-03-01', pgf: '230' }, { id: 'granted' })
    .tell(
      'support-started',
      { measureId: 't_m', startDate: '2026-03-02', pgf: '230', causes: ['UDSLAG3'], ...started },
      { id: 'support' },
    );
