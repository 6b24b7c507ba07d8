import { deliveryFormats, publishedFigures } from '#libs/reference';

describe('published data', () => {
  it('hold the national figures of five years', () => {
    const { years, source } = publishedFigures();
    expect(years.map(({ year }) => year)).toEqual([2019, 2020, 2021, 2022, 2023]);
    expect(years[3]).toMatchObject({ placed0to22At31Dec: 13600, measuresStarted: 56600 });
    expect(source).toContain('Danmarks Statistik');
  });

  it('hold the fields of L201 in their order', () => {
    expect(deliveryFormats().L201.fields.map(({ field }) => field)).toEqual([
      'UdsatBarnCPRidentifikator',
      'FormynderCPRidentifikator',
      'ForanstaltningId',
      'ForanstaltningKode',
      'ForanstaltningStartDato',
      'ForanstaltningSlutDato',
    ]);
  });
});
