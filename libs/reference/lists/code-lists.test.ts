import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  codeList,
  codeLists,
  isCodeList,
  isComplete,
  listVersion,
  loadReference,
  lookUp,
  valueOf,
} from '#libs/reference';
import { readData } from '../read-data.js';

const casesFolder = join(__dirname, '..', '..', 'cases');

function listsNamedByEvents(): string[] {
  const sources = readdirSync(casesFolder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );
  const names = sources.flatMap((name) =>
    [...readFileSync(join(casesFolder, name), 'utf8').matchAll(/(?<=list: ')\w+(?=')|'placementSiteType\w+'/g)].map(
      ([name]) => name.replaceAll("'", ''),
    ),
  );
  return [...new Set(names)];
}

beforeEach(() => loadReference());

describe('the lists', () => {
  it('hold every list that an event names', () => {
    const named = listsNamedByEvents();
    expect(named.length).toBeGreaterThan(15);
    expect(named.filter((name) => !isCodeList(name))).toEqual([]);
  });

  it('keep source, confidence and entries as copied', () => {
    for (const [id, copied] of Object.entries(readData<Record<string, { codes: object[] }>>('code-lists'))) {
      const { codes, ...rest } = copied;
      expect(codeList(id)).toMatchObject({ id, ...rest });
      codes.forEach((entry, index) => expect(codeList(id).codes[index]).toMatchObject(entry));
    }
  });

  it('give every entry of a list that an event names a code or a key, and none twice at one time', () => {
    for (const id of listsNamedByEvents()) {
      const values = codeList(id).codes.map(valueOf);
      expect([id, values.filter((value) => value === undefined)]).toEqual([id, []]);
      expect([id, new Set(values).size]).toEqual([id, values.length]);
    }
  });

  it('say of a house key that it is no official code', () => {
    for (const entry of codeLists().flatMap(({ codes }) => codes)) {
      if (entry.house) expect(entry).toMatchObject({ code: null, key: expect.stringMatching(/^[a-z][a-z0-9-]+$/) });
    }
    expect(lookUp('placementCessationReason', 'other').entry).toMatchObject({
      house: true,
      note: 'official code unknown',
    });
  });

  it('refuse by no list of the house', () => {
    const house = codeLists().filter(({ confidence }) => confidence === 'house');
    expect(house.map(({ id }) => id).sort()).toEqual([
      'aftercareOutcome',
      'appealAuthority',
      'caseClosingReason',
      'committeeOutcome',
      'committeeSubject',
      'decisionAuthority',
      'followUpKind',
      'placementOccasion',
      'supportCessationReason',
    ]);
    expect(house.filter(({ id }) => isComplete(id))).toEqual([]);
  });
});

describe('a look-up', () => {
  it('tells known, unknown and not valid on the date', () => {
    expect(lookUp('supportMeasurePgf', '461', '2024-01-01').state).toBe('known');
    expect(lookUp('supportMeasurePgf', '461', '2023-12-31')).toMatchObject({
      state: 'not-valid-on-date',
      entry: { code: '461' },
    });
    expect(lookUp('supportMeasurePgf', '999', '2024-01-01')).toEqual({ state: 'unknown' });
  });

  it('takes no other spelling of a code', () => {
    expect(lookUp('placementSiteTypeAnstedKlas', '07').state).toBe('known');
    expect(lookUp('placementSiteTypeAnstedKlas', '7').state).toBe('unknown');
  });

  it('judges a measure by the codes of its day', () => {
    expect(lookUp('supportMeasurePgf', '415', '2019-05-05').state).toBe('known');
    expect(lookUp('supportMeasurePgf', '408', '2020-06-30').state).toBe('not-valid-on-date');
    expect(lookUp('supportMeasurePgf', '499', '2022-01-01').state).toBe('known');
    expect(lookUp('supportMeasurePgf', '499', '2024-01-01').state).toBe('not-valid-on-date');
    expect(codeList('supportMeasurePgf').codes.some(({ code }) => code === '499')).toBe(false);
  });

  it('takes no placement code of the old register for a measure', () => {
    expect(lookUp('supportMeasurePgf', '110', '2010-01-01').state).toBe('unknown');
  });

  it('ANB-2.2.7a: knows the temporary non-approved offer in both lists of site types', () => {
    for (const list of ['placementSiteTypeAnstedKlas', 'placementSiteTypeStatbank']) {
      expect(lookUp(list, 'temporary-non-approved', '2026-01-01').state).toBe('known');
    }
  });

  it('shows a total as such', () => {
    expect(lookUp('placementSiteTypeStatbank', '0').entry?.aggregate).toBe(true);
  });

  it('refuses a list that does not exist', () => {
    expect(() => lookUp('placementSiteType', '1')).toThrow(expect.objectContaining({ code: 'REFERENCE-LIST-UNKNOWN' }));
  });
});

describe('the version of a list', () => {
  it('is the same in every process and another one for another content', () => {
    const before = listVersion('supportMeasurePgf');
    expect(before).toMatch(/^[0-9a-f]{16}$/);
    loadReference();
    expect(listVersion('supportMeasurePgf')).toBe(before);
    const directory = mkdtempSync(join(tmpdir(), 'codes-'));
    const codes = [{ code: '470', da: 'Ny indsats', en: 'New measure', validFrom: '2026-07-01' }];
    writeFileSync(join(directory, 'new.json'), JSON.stringify({ list: 'supportMeasurePgf', codes }));
    loadReference({ extraDirectory: directory });
    expect(listVersion('supportMeasurePgf')).not.toBe(before);
    expect(lookUp('supportMeasurePgf', '470', '2026-07-01').state).toBe('known');
    expect(lookUp('supportMeasurePgf', '470', '2026-06-30').state).toBe('not-valid-on-date');
  });
});
