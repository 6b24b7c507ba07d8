import {
  codeList,
  endAgeOf,
  fallbackCause,
  fallbackCauses,
  isForced,
  isSection30,
  isVoluntary,
  lookUp,
  measureRequiresTilbudsportalen,
  siteTypeRequiresTilbudsportalen,
} from '#libs/reference';
import { readData } from '../read-data.js';

const codesOf = (list: string) => codeList(list).codes.map(({ code }) => code!);

describe('what the rules ask of a code', () => {
  it('H2: consent is forced, voluntary or neither, never both', () => {
    const codes = codesOf('placementBasisSamtykke');
    expect(codes.filter(isForced)).toEqual(['2', '3', '8', '10', '11', '12', '13', '15']);
    expect(codes.filter(isVoluntary)).toEqual(['1', '9', '14']);
    expect(codes.filter((code) => isForced(code) && isVoluntary(code))).toEqual([]);
  });

  it('R5, ANB-2.2.3.2a, IND-3.2.9.2a: the fallback cause gives no warning, "Andet" and "Uoplyst" do', () => {
    expect(lookUp('decisiveCausesUdslag', fallbackCause()).entry?.da).toBe('Utilstrækkelig omsorg fra forældre');
    expect(fallbackCauses().map((cause) => lookUp('decisiveCausesUdslag', cause).entry?.da)).toEqual([
      'Andet',
      'Uoplyst',
    ]);
    expect(fallbackCauses()).not.toContain(fallbackCause());
  });

  it('ANB-2.2.6b, ANB-2.2.6c, ANB-2.2.6d, H3: institutions, residences and boarding schools, in each numbering', () => {
    const qualifying = (list: string) => codesOf(list).filter((code) => siteTypeRequiresTilbudsportalen(list, code));
    expect(qualifying('placementSiteTypeStatbank').sort()).toEqual(['11', '27', '7', '8', '9']);
    expect(qualifying('placementSiteTypeAnstedKlas')).toEqual(['07', '08', '09', '10', '11', '12']);
    expect(siteTypeRequiresTilbudsportalen('decisiveCausesUdslag', '7')).toBe(false);
    expect(siteTypeRequiresTilbudsportalen('note', '7')).toBe(false);
  });

  it('IND-3.2.10b: by measure code, so family treatment of the same provision is out', () => {
    expect(codesOf('supportMeasurePgf').filter(measureRequiresTilbudsportalen).sort()).toEqual([
      '210',
      '225',
      '250',
      '425',
      '440',
    ]);
    expect(measureRequiresTilbudsportalen('420')).toBe(false);
  });

  it('R10, IND-3.2.9.3a: § 30 measures are those whose provision says so', () => {
    const byProvision = codeList('supportMeasurePgf').codes.filter(({ provision }) =>
      String(provision).startsWith('BL § 30('),
    );
    expect(codesOf('supportMeasurePgf').filter(isSection30)).toEqual(byProvision.map(({ code }) => code));
  });

  it('R11, IND-3.2.1a, IND-3.2.2a: support ends at 18, youth support at 23, code 272 at 19', () => {
    expect([endAgeOf('230'), endAgeOf('290'), endAgeOf('272')]).toEqual([18, 23, 19]);
  });

  it('R50: an economic measure has no end, nor has an unknown code', () => {
    const economic = codeList('supportMeasurePgf').codes.filter(({ provision }) =>
      String(provision).startsWith('BL § 35('),
    );
    expect(economic).toHaveLength(6);
    expect(economic.map(({ code }) => endAgeOf(code!))).toEqual(Array(6).fill(undefined));
    expect(endAgeOf('000')).toBeUndefined();
  });

  it('names only codes that exist', () => {
    const data = readData<Record<string, Record<string, string[]>>>('domain');
    const { consent, causes, section30, endAges, siteTypesOnTilbudsportalen: types } = data;
    const named = [
      ...[...consent!.forced!, ...consent!.voluntary!].map((code) => ['placementBasisSamtykke', code]),
      ...causes!.warn!.map((code) => ['decisiveCausesUdslag', code]),
      ...[...section30!.codes!, ...endAges!['23']!, ...endAges!['19']!, ...endAges!.none!].map((code) => [
        'supportMeasurePgf',
        code,
      ]),
      ...['placementSiteTypeStatbank', 'placementSiteTypeAnstedKlas'].flatMap((list) =>
        types![list]!.map((code) => [list, code]),
      ),
    ] as [string, string][];
    expect(named.filter(([list, code]) => lookUp(list, code).state !== 'known')).toEqual([]);
  });
});
