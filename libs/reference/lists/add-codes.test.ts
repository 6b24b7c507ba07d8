import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addCodes, codeList, loadReference, lookUp } from '#libs/reference';

beforeEach(() => loadReference());
afterAll(() => loadReference());

describe('an operator adds to a list', () => {
  it('GEN-0a: a new code with its validity, without a release', () => {
    addCodes('decisiveCausesUdslag', [{ code: 'UDSLAG19', da: 'Nyt forhold', en: 'New', validFrom: '2026-07-01' }]);
    expect(lookUp('decisiveCausesUdslag', 'UDSLAG19', '2026-07-01')).toMatchObject({
      state: 'known',
      entry: { da: 'Nyt forhold', added: true },
    });
  });

  it('a new meaning, which ends the former one the day before', () => {
    addCodes('supportMeasurePgf', [{ code: '210', da: 'Ny betydning', en: 'New meaning', validFrom: '2027-01-01' }]);
    expect(lookUp('supportMeasurePgf', '210', '2026-12-31').entry?.da).toContain('Støtteophold');
    expect(lookUp('supportMeasurePgf', '210', '2027-01-01').entry?.da).toBe('Ny betydning');
    expect(lookUp('supportMeasurePgf', '210', '2010-01-01').state).toBe('known');
  });

  it('the end of a code', () => {
    addCodes('supportMeasurePgf', [{ code: '275', validTo: '2026-12-31' }]);
    expect(lookUp('supportMeasurePgf', '275', '2026-12-31').state).toBe('known');
    expect(lookUp('supportMeasurePgf', '275', '2027-01-01').state).toBe('not-valid-on-date');
    expect(lookUp('supportMeasurePgf', '275', '2012-01-01').state).toBe('known');
  });

  it('the end of a code that has several periods of its own', () => {
    addCodes('supportMeasurePgfHistoric', [{ code: '150', validTo: '2026-12-31' }]);
    expect(lookUp('supportMeasurePgfHistoric', '150', '2002-01-01').state).toBe('known');
    expect(lookUp('supportMeasurePgfHistoric', '150', '2026-12-31').state).toBe('known');
    expect(lookUp('supportMeasurePgfHistoric', '150', '2027-01-01').state).toBe('not-valid-on-date');
  });

  it('the official code of a category known by our key, and the key stays known', () => {
    addCodes('placementCessationReason', [{ key: 'other', code: '9', da: 'Andet', en: 'Other' }]);
    expect(lookUp('placementCessationReason', '9').entry).toMatchObject({ key: 'other', house: false });
    expect(lookUp('placementCessationReason', 'other').entry?.code).toBe('9');
    expect(codeList('placementCessationReason').codes).toHaveLength(4);
  });

  it('nothing twice at one time', () => {
    expect(() => addCodes('supportMeasurePgf', [{ code: '210', da: 'a', en: 'b', validFrom: '2024-01-01' }])).toThrow(
      expect.objectContaining({ code: 'REFERENCE-CODE-OVERLAP' }),
    );
    expect(() => addCodes('decisiveCausesUdslag', [{ code: 'UDSLAG1', da: 'a', en: 'b' }])).toThrow(
      expect.objectContaining({ code: 'REFERENCE-CODE-OVERLAP' }),
    );
  });

  it.each([
    [{ code: '', da: 'a', en: 'b' }],
    [{ code: 7 as unknown as string, da: 'a', en: 'b' }],
    [{ code: 'x', da: 'a', en: 'b', validFrom: '2026-02-30' }],
    [{ code: 'x', da: 'a', en: 'b', validFrom: '2026-02-02', validTo: '2026-02-01' }],
    [{ code: 'x', da: 'a' }],
  ])('nothing without its shape: %j', (code) => {
    expect(() => addCodes('decisiveCausesUdslag', [code])).toThrow(
      expect.objectContaining({ code: 'REFERENCE-CODE-SHAPE', message: expect.stringContaining('entry 1') }),
    );
  });

  it.each(['not json', '[]', 'null', '{"list":"supportMeasurePgf"}'])(
    'no file that reads %j, and names the file',
    (text) => {
      const directory = mkdtempSync(join(tmpdir(), 'codes-'));
      writeFileSync(join(directory, 'broken.json'), text);
      expect(() => loadReference({ extraDirectory: directory })).toThrow(
        expect.objectContaining({ code: 'REFERENCE-FILE', message: expect.stringContaining('broken.json') }),
      );
    },
  );
});
