import { addCodes, loadReference } from '#libs/reference';
import type { KeptRow, Layout, RenderContext } from '#libs/reporting';
import { formLayouts } from './forms/layouts.js';
import { placementEventLayouts } from './placement-events/layouts.js';
import { supportEventLayouts } from './support/layouts.js';

const context = { resolve: (token: string) => token, request: { reporter: '751', period: '' } } as RenderContext;

/** The row as JSON Lines tell it. */
async function told(layouts: readonly Layout[], row: KeptRow): Promise<Record<string, unknown>> {
  const chunks: Uint8Array[] = [];
  const jsonl = layouts.find(({ id }) => id.includes('jsonl'))!;
  for await (const chunk of jsonl.write([row], context)) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>;
}

describe('codes in the delivered tables', () => {
  afterEach(() => loadReference());

  const placement = { key: '1', siteType: 'temporary-non-approved', siteList: 'placementSiteTypeAnstedKlas' };
  const cases: readonly [string, readonly Layout[], KeptRow, Record<string, unknown>, Record<string, unknown>][] = [
    [
      'placement-events',
      placementEventLayouts,
      { ...placement, cessationReason: 'other', causes: ['UDSLAG1', 'UDSLAG2'] },
      { site_type: 'temporary-non-approved', cessation_reason: 'other', causes: 'UDSLAG1 UDSLAG2' },
      { site_type: '77', cessation_reason: '9', causes: 'UDSLAG1 UDSLAG2' },
    ],
    [
      'support-events',
      supportEventLayouts,
      { key: '1', pgf: 'bl-118', causes: ['UDSLAG3'] },
      { code: 'bl-118', causes: 'UDSLAG3' },
      { code: '118', causes: 'UDSLAG3' },
    ],
    [
      'schema-1',
      formLayouts('schema-1'),
      { ...placement, consent: '1', events: [] },
      { site_type: 'temporary-non-approved', consent: '1', occasion: null },
      { site_type: '77', consent: '1', occasion: null },
    ],
  ];

  it.each(cases)('%s: go out as sent, a key of ours as its official code once that is known', async (...one) => {
    const [, layouts, row, asSent, official] = one;
    expect(await told(layouts, row)).toMatchObject(asSent);
    addCodes('placementSiteTypeAnstedKlas', [{ key: 'temporary-non-approved', code: '77' }]);
    addCodes('placementCessationReason', [{ key: 'other', code: '9' }]);
    addCodes('supportMeasurePgf', [{ key: 'bl-118', code: '118' }]);
    expect(await told(layouts, row)).toMatchObject(official);
  });

  it('what no list has goes out as sent', async () => {
    const row = { key: '1', siteType: 'nonsense', siteList: 'placementSiteTypeAnstedKlas', cessationReason: 'odd' };
    expect(await told(placementEventLayouts, row)).toMatchObject({ site_type: 'nonsense', cessation_reason: 'odd' });
  });
});
