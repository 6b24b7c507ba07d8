import { Story } from '../../libs/cases/testing/story.js';
import { fosterFamily } from '../../libs/cases/testing/usual.js';
import { readParquet } from '../../libs/reporting/testing/read-parquet.js';
import { delivering } from '../testing/delivering.js';

const house = delivering();
const request = (period: string) => ({ statistic: 'placement-events', period });

/** Decided in the first quarter of 2026, started in the second; with numbers that are in the vault. */
async function told(): Promise<Story> {
  const [child, caseId, site] = await house.claim([
    { what: 'person', kind: 'cpr', number: '010115-4003' },
    { what: 'case', scope: 's', value: 'S-1', owner: 0 },
    { what: 'token', use: 'site', scope: 's', value: 'site-42', owner: 0 },
  ]);
  return new Story({ pseudonym: child!, kind: 'cpr' }, '751', caseId)
    .tell(
      'placement-decided',
      { decisionDate: '2026-03-31', basis: { consent: '1', provision: 'BL-46' }, causes: ['UDSLAG14', 'UDSLAG3'] },
      { id: 'decided' },
    )
    .tell('placement-started', {
      startDate: '2026-04-01',
      site: fosterFamily(site!, { pNumber: '1003388394', departmentId: 'uuid', municipality: '461' }),
    });
}

const heading =
  'reporter,identifier,case_id,row,event_code,event,event_date,decision_date,planned,consent,provision,site_list,site_type,' +
  'site_reference,site_municipality,p_number,department_uuid,causes,change,change_reason,cessation,cessation_reason,' +
  'residence_after,to_municipality,from_municipality,paying_municipality';

const started =
  '751,0101154003,S-1,2,0,placement-implemented,2026-04-01,,false,1,BL-46,placementSiteTypeAnstedKlas,21,' +
  'site-42,461,1003388394,uuid,UDSLAG14 UDSLAG3,,,,,,,,';

describe('the quarterly placement extract', () => {
  test('ANB-2.3a R2: has what is dated in the quarter, by the event’s own date', async () => {
    const story = await told();
    const eventsOf = async (period: string) => {
      const { files } = await house.deliver(story, request(period));
      const lines = files[`placement-events_751_${period}.jsonl`]!.toString().split('\n').filter(Boolean);
      return lines.map((line) => (JSON.parse(line) as { event: string }).event);
    };
    expect(await eventsOf('2026Q1')).toEqual(['placement-decided']);
    expect(await eventsOf('2026Q2')).toEqual(['placement-implemented']);
    expect(await eventsOf('2026Q3')).toEqual([]);
  });

  test('is one table in four formats, numbers in clear as ten digits', async () => {
    const { files, manifest } = await house.deliver(await told(), request('2026Q2'));
    expect(manifest.layouts).toEqual([
      ...['placement-events-csv.v1', 'placement-events-excel.v1'],
      ...['placement-events-jsonl.v1', 'placement-events-parquet.v1'],
    ]);
    expect(files['placement-events_751_2026Q2.csv']!.toString()).toBe(`${heading}\r\n${started}\r\n`);
    expect(files['placement-events_751_2026Q2_excel.csv']!.toString()).toBe(
      `\uFEFF${heading}\r\n${started}\r\n`.replaceAll(',', ';'),
    );
    const { columns, rows } = readParquet(files['placement-events_751_2026Q2.parquet']!);
    expect(columns.join(',')).toBe(heading);
    expect(rows).toMatchObject([
      { identifier: '0101154003', event_code: '0', planned: false, event_date: '2026-04-01T00:00:00.000Z' },
    ]);
  });

  test('as of an earlier ordinal is as it was believed then, whatever came later', async () => {
    const story = await told();
    const before = await house.deliver(story, request('2026Q1'));
    const asOf = story.facts.length;
    story.correct('decided', { decisionDate: '2026-04-02' });
    expect((await house.deliver(story, request('2026Q1'))).manifest.rows).toBe(0);
    const again = await house.deliver(story, { ...request('2026Q1'), asOf });
    expect(again).toEqual(before);
  });
});
