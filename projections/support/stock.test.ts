import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { StoredPerson } from '#libs/cases';
import { deliveryFormats } from '#libs/reference';
import type { DeliveryParts, ReporterDescription } from '#libs/reporting';
import { Story } from '../../libs/cases/testing/story.js';
import { placed, supported } from '../../libs/cases/testing/usual.js';
import { delivering } from '../testing/delivering.js';
import { finishedMonth } from './l201-envelope.js';

const house = delivering();
const stock = { statistic: 'support-stock' };

/** The child has a number with a leading zero, sent with a hyphen. */
async function known(number = '010115-4003', kind: 'cpr' | 'person-id' = 'cpr') {
  const [child, guardian, measure, caseKey] = await house.claim([
    { what: 'person', kind, number },
    { what: 'person', kind: 'cpr', number: '0207854002' },
    { what: 'token', use: 'measure', scope: 's', value: 'M-1 & <2>', owner: 0 },
    { what: 'case', scope: 's', value: 'S-2026-1', owner: 0 },
  ]);
  const person: StoredPerson = { pseudonym: child!, kind, birthDate: '2015-01-01', sex: 'male' };
  return { person, guardian: guardian!, measureId: measure!, caseKey: caseKey! };
}

const storyOf = ({ person, caseKey }: Awaited<ReturnType<typeof known>>): Story => new Story(person, '751', caseKey);

const described: ReporterDescription = {
  code: '751',
  name: 'Aarhus Kommune',
  cvr: '55133018',
  contacts: [
    { kind: 'professional', name: 'Familie & Børn', email: 'faglig@example.dk' },
    { kind: 'technical', name: 'Drift', email: 'drift@example.dk' },
    { kind: 'receipt', name: 'Postkassen', email: 'post(kasse)@example.dk' },
  ],
  systemName: 'Case system',
  systemVersion: '4.2',
};

const xmlOf = (files: Readonly<Record<string, Buffer>>): [name: string, text: string] => {
  const name = Object.keys(files).find((one) => one.endsWith('.xml'))!;
  return [name, files[name]!.toString('utf8')];
};

const textsOf = (xml: string, name: string): string[] =>
  [...xml.matchAll(new RegExp(`<(?:dst:)?${name}>([^<]*)</`, 'g'))].map(([, text]) => text!);

/** Delivers one story's stock; its XML and CSV. */
async function stockOf(story: Story, other: Partial<DeliveryParts> = {}, parameters = {}) {
  const { manifest, files } = await house.deliver(story, { ...stock, parameters }, other);
  const [xmlName, xml] = xmlOf(files);
  return { manifest, files, xmlName, xml, csv: files['support-stock_751.csv']!.toString('utf8') };
}

describe('the full stock as L201', () => {
  test('has one record a measure, numbers as ten digits, both dates inclusive', async () => {
    const who = await known();
    const story = supported(storyOf(who), { measureId: who.measureId }).tell('support-ceased', {
      measureId: who.measureId,
      endDate: '2026-06-30',
    });
    story.tell('person-related', { relation: 'guardian', other: { pseudonym: who.guardian, kind: 'cpr' } });
    const { xml, csv } = await stockOf(story);
    expect(textsOf(xml, 'UdsatBarnCPRidentifikator')).toEqual(['0101154003']);
    expect(textsOf(xml, 'FormynderCPRidentifikator')).toEqual(['0207854002']);
    expect(textsOf(xml, 'ForanstaltningId')).toEqual(['M-1 &amp; &lt;2&gt;']);
    expect(textsOf(xml, 'ForanstaltningKode')).toEqual(['230']);
    expect(textsOf(xml, 'ForanstaltningStartDato')).toEqual(['2026-03-02']);
    expect(textsOf(xml, 'ForanstaltningSlutDato')).toEqual(['2026-06-30']);
    expect(csv).toBe(
      'reporter,identifier,guardian,measure_id,code,start_date,end_date\r\n' +
        '751,0101154003,0207854002,M-1 & <2>,230,2026-03-02,2026-06-30\r\n',
    );
  });

  test('has the fields of the published format in their order', async () => {
    const who = await known();
    const { xml } = await stockOf(supported(storyOf(who), { measureId: who.measureId, endDate: '2026-12-31' }));
    const record = /<ForanstaltningStruktur>(.*)<\/ForanstaltningStruktur>/.exec(xml)![1]!;
    const { L201, envelope } = deliveryFormats();
    expect([...record.matchAll(/<(\w+)>/g)].map(([, name]) => name)).toEqual(L201.fields.map(({ field }) => field));
    for (const [field, value] of [
      ['Source', 'CEMOS'],
      ['SurveyID', 'D280600'],
      ['EntityIDType', 'Kommune'],
    ] as const) {
      expect(envelope.fields.find((one) => one.field === field)!.value).toBe(value);
      expect(textsOf(xml, field)).toEqual([value]);
    }
  });

  test("repeats the child's number where no guardian is known, and leaves out an end that is not known", async () => {
    const who = await known();
    const { xml } = await stockOf(supported(storyOf(who), { measureId: who.measureId }));
    expect(textsOf(xml, 'FormynderCPRidentifikator')).toEqual(['0101154003']);
    expect(xml).not.toContain('ForanstaltningSlutDato');
  });

  test('IND-3.2.9.4a R3: never started and retracted measures are absent, and no reason for a left-out', async () => {
    const who = await known();
    const granted = storyOf(who).tell('support-granted', { measureId: who.measureId, decisionDate: '2026-03-01' });
    const retracted = supported(storyOf(who), { measureId: who.measureId }).retract('support');
    for (const story of [granted, retracted]) {
      const { manifest, xml } = await stockOf(story);
      expect([manifest.rows, manifest.leftOut]).toEqual([0, []]);
      expect(xml).toContain('<ForanstaltningStrukturSamling>\n</ForanstaltningStrukturSamling>');
    }
  });

  test('has every measure active since 2012-01-01, or since the day asked for', async () => {
    const who = await known();
    const ended = (endDate: string) =>
      supported(storyOf(who), { measureId: who.measureId, startDate: '2011-05-01', endDate });
    const rows = async (endDate: string, parameters = {}) =>
      (await stockOf(ended(endDate), {}, parameters)).manifest.rows;
    expect(await rows('2011-12-31')).toBe(0);
    expect(await rows('2012-01-01')).toBe(1);
    expect(await rows('2012-01-01', { since: '2020-01-01' })).toBe(0);
    expect(await rows('2012-01-01', { since: '2011-01-01' })).toBe(1);
    await expect(rows('2012-01-01', { since: 'long ago' })).rejects.toMatchObject({
      code: 'delivery.parameter-invalid',
    });
  });

  test('IND-3.2.9.3a: a measure of § 30 has its end', async () => {
    const who = await known();
    const { xml } = await stockOf(
      supported(storyOf(who), { measureId: who.measureId, pgf: '405', endDate: '2026-03-02' }),
    );
    expect(textsOf(xml, 'ForanstaltningSlutDato')).toEqual(['2026-03-02']);
  });
});

describe('what L201 cannot express is left out and named', () => {
  const left = async (person: Partial<StoredPerson>, started: object = {}) => {
    const who = await known('SYN-12', 'person-id');
    const story = supported(storyOf({ ...who, person: { ...who.person, ...person } }), {
      measureId: who.measureId,
      ...started,
    });
    const { manifest, xml } = await stockOf(story);
    expect(textsOf(xml, 'ForanstaltningStartDato')).toHaveLength(manifest.rows);
    return [manifest.rows, manifest.leftOut.map(({ rule, key }) => `${rule} ${key.split(':')[0]}`)];
  };

  test('SYS-l201-identifier: an identifier of more than 16, or fewer than 10 characters', async () => {
    expect(await left({})).toEqual([1, []]);
    expect(await left({ long: true })).toEqual([0, ['SYS-l201-identifier measure']]);
    expect(await left({ short: true })).toEqual([0, ['SYS-l201-identifier measure']]);
  });

  test('SYS-l201-code: a measure without a code of three digits', async () => {
    for (const pgf of ['bl-45-3', 'bl-115', 'bl-118'])
      expect(await left({}, { pgf })).toEqual([0, ['SYS-l201-code measure']]);
    expect(await left({}, { pgf: '999' })).toEqual([1, []]);
  });

  test('an erased person says so, in a form that no number has', async () => {
    const who = await known();
    const story = supported(storyOf(who), { measureId: who.measureId });
    const resolve = async (tokens: readonly string[]) => tokens.map(() => ({ state: 'erased' as const }));
    const { manifest, xml, csv } = await stockOf(story, { resolve });
    expect([manifest.rows, manifest.erased]).toEqual([1, 3]);
    expect(textsOf(xml, 'UdsatBarnCPRidentifikator')).toEqual(['erased----']);
    expect(csv).toContain('751,erased,erased,erased,230,');
    expectValid(xml);
  });
});

describe('the envelope of L201', () => {
  const delivered = async (other: Partial<DeliveryParts>) => {
    const who = await known();
    return stockOf(supported(storyOf(who), { measureId: who.measureId }), other);
  };

  test('synthetic data go out as T201, never as L201', async () => {
    const { xml, xmlName } = await delivered({ synthetic: true });
    expect(xmlName).toBe('P_751_T201_P2026M03_V01_D20260401T120000.xml');
    expect(textsOf(xml, 'FormID')).toEqual(['T201']);
    expect(xml).not.toMatch(/>L201</);
    const real = await delivered({ synthetic: false });
    expect(real.xmlName).toBe('P_751_L201_P2026M03_V01_D20260401T120000.xml');
    expect(textsOf(real.xml, 'FormID')).toEqual(['L201']);
  });

  test('takes every clock from the as-of event, in Danish time', async () => {
    const { xml } = await delivered({ clock: () => new Date('2031-01-01T00:00:00Z') });
    expect(textsOf(xml, 'CommunicationDateTime')).toEqual(['2026-04-01T12:00:00']);
    expect(textsOf(xml, 'Period')).toEqual(['2026M03']);
  });

  test.each([
    ['2026-03-31T21:59:59.999Z', '2026M02'],
    ['2026-03-31T22:00:00.000Z', '2026M03'],
    ['2025-12-31T23:30:00.000Z', '2025M12'],
    ['2026-01-31T12:00:00.000Z', '2025M12'],
  ])('as of %s the latest finished month is %s', (at, month) => {
    expect(finishedMonth(at)).toBe(month);
  });

  test('has contacts, system and CVR number of a reporter that described itself; no address that the schema refuses', async () => {
    const { xml } = await delivered({ reporterOf: () => described });
    expect(textsOf(xml, 'ContactTypeName')).toEqual(['Faglig ansvarlig', 'Teknisk ansvarlig']);
    expect(textsOf(xml, 'ContactIdentifier')).toEqual(['Familie &amp; Børn', 'Drift']);
    expect(textsOf(xml, 'SystemName')).toEqual(['Case system']);
    expect(textsOf(xml, 'CVRnumberIdentifier')).toEqual(['55133018']);
    expectValid(xml);
  });

  test('says nothing of a reporter that did not', async () => {
    const { xml } = await delivered({});
    expect(xml).not.toMatch(/Contact|SystemStructure|CVR/);
    expect(textsOf(xml, 'EntityID')).toEqual(['751']);
    expectValid(xml);
  });

  test('the country has no L201, which is one municipality a file: a table alone', async () => {
    const who = await known();
    const story = supported(storyOf(who), { measureId: who.measureId });
    const { manifest, files } = await house.deliver(story, { ...stock, reporter: '' });
    expect(manifest.layouts).toEqual(['support-stock-csv.v1']);
    expect(files['support-stock_dk.csv']!.toString()).toContain('\r\n751,0101154003,');
  });
});

test('a child placed while support runs on is in the stock: the XML is valid', async () => {
  const who = await known();
  const story = placed(supported(storyOf(who), { measureId: who.measureId, endDate: '2026-12-31' }));
  expectValid((await stockOf(story)).xml);
});

/** By Statistics Denmark's schemas, where `SAGSSPOR_DELIVERY_SCHEMAS` names their directory and xmllint is there. */
function expectValid(xml: string): void {
  const schemas = process.env['SAGSSPOR_DELIVERY_SCHEMAS'];
  if (!schemas) return notChecked('no delivery schemas');
  const schema = join(schemas, 'L201', 'DST_UdsatteBoernOgUngeLeveranceL201U1Struktur.xsd');
  const run = spawnSync('xmllint', ['--noout', '--nonet', '--schema', schema, '-'], { input: xml, encoding: 'utf8' });
  if (run.error) return notChecked('no xmllint');
  expect({ status: run.status, said: run.stderr.trim() }).toEqual({ status: 0, said: '- validates' });
}

const said = new Set<string>();

function notChecked(why: string): void {
  if (!said.has(why)) console.warn(`L201 not checked against its schema: ${why}`);
  said.add(why);
}
