import { isMunicipality, municipalities, municipality } from '#libs/reference';

describe('municipalities', () => {
  it('are 98, each once', () => {
    expect(new Set(municipalities().map(({ code }) => code)).size).toBe(98);
  });

  it('are found by their three digits', () => {
    expect(municipality('101')).toMatchObject({ name: 'København', region: 'Hovedstaden' });
    expect(municipality('998')).toBeUndefined();
  });

  it('have no Christiansø among them', () => {
    expect([isMunicipality('411'), isMunicipality('751')]).toEqual([false, true]);
  });
});
