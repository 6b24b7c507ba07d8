import { Ajv2020 } from 'ajv/dist/2020.js';
import { eventTypes } from '#libs/cases';
import { codeLists } from '#libs/reference';
import { openBed, type Bed } from '../testing/api-bed.js';

let bed: Bed;
let token: string;
beforeAll(async () => {
  bed = await openBed();
  token = await bed.token(['publish']);
});
afterAll(() => bed.close());

const get = (path: string) => bed.call(path, { token });

describe('code lists', () => {
  it('are all listed, with where they come from and whether they refuse', async () => {
    const { json } = await get('/v1/code-lists');
    expect(json.codeLists.map((one: { id: string }) => one.id)).toEqual(codeLists().map(({ id }) => id));
    expect(json.codeLists[0]).toMatchObject({ confidence: expect.any(String), complete: expect.any(Boolean) });
  });

  it.each(codeLists().map(({ id }) => id))('%s can be read', async (id) => {
    const { status, json } = await get(`/v1/code-lists/${id}`);
    expect([status, json.id]).toEqual([200, id]);
  });

  it('GEN-0a: show the codes of a day', async () => {
    const on = async (day: string) =>
      (await get(`/v1/code-lists/notifierTypes?on=${day}`)).json.codes.map((one: { value: string }) => one.value);
    expect(await on('2023-12-31')).toContain('7');
    expect(await on('2024-01-01')).not.toContain('7');
  });

  it('that do not exist are a problem', async () => {
    expect((await get('/v1/code-lists/nothing')).json.code).toBe('code-list.unknown');
    expect((await get('/v1/code-lists/constructor')).json.code).toBe('code-list.unknown');
    expect((await get('/v1/code-lists/supportMeasurePgf?on=2026-02-30')).json.code).toBe('query.invalid');
  });
});

describe('event types', () => {
  it('are all listed', async () => {
    const { json } = await get('/v1/event-types');
    expect(json.eventTypes).toHaveLength(eventTypes().length);
  });

  it.each(eventTypes().map(({ name }) => name))(
    '%s has a JSON Schema that its example keeps and nothing does not',
    async (name) => {
      const { json } = await get(`/v1/event-types/${name}`);
      const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(json.schema);
      expect([validate(json.example), validate.errors]).toEqual([true, null]);
      expect(validate({ ...json.example, data: {} })).toBe(false);
    },
  );

  it('that do not exist are a problem', async () => {
    expect((await get('/v1/event-types/nothing')).json.code).toBe('event-type.unknown');
  });
});
