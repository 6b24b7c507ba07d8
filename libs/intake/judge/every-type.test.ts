import { fieldsOf } from '#libs/cases';
import { judgeContent } from './judge-content.js';
import { classErrors } from './explain-shape.js';
import { shapeCheckOf } from './shape.js';
import { isCodeList } from '#libs/reference';
import { cloudEvent, everyType, goodData, type Data } from '../testing/cloud-event.js';
import { bench, refusalsOf, saysOf } from '../testing/judged.js';

type Dto = new () => object;

/** Every required field of a good content, those of its parts too, as paths. */
function requiredPaths(dto: Dto, data: Data, path: string[] = []): string[][] {
  return fieldsOf(dto).flatMap((field) => {
    const at = [...path, field.name];
    const own = field.required === false ? [] : [at];
    const value = data[field.name];
    return field.kind === 'part' && value !== undefined
      ? [...own, ...requiredPaths(field.type!(), value as Data, at)]
      : own;
  });
}

function without(data: Data, path: string[]): Data {
  const copy = structuredClone(data);
  let at: Data = copy;
  for (const name of path.slice(0, -1)) at = at[name] as Data;
  delete at[path.at(-1)!];
  return copy;
}

describe.each(everyType().map((type) => [type.name, type] as const))('%s', (name, type) => {
  it('takes its example, with and without the optional fields', () => {
    expect(refusalsOf(cloudEvent(name, goodData(name, true)))).toEqual([]);
    if (name !== 'retraction') expect(saysOf(cloudEvent(name, minimal(name)))).toEqual([]);
  });

  const paths = requiredPaths(type.data, goodData(name));

  it.each(paths.map((path) => ['/data/' + path.join('/'), path] as const))('refuses it without %s', (pointer, path) => {
    const data = without(goodData(name), path);
    expect(refusalsOf(cloudEvent(name, data)).map(({ field }) => field)).toEqual([pointer]);
    expect(classErrors(type.data, data).length).toBeGreaterThan(0);
    expect(shapeCheckOf(type)(data)).toBe(false);
  });

  it('refuses null in every field, and a field it does not have', () => {
    for (const { name: field } of fieldsOf(type.data)) {
      const refusals = refusalsOf(cloudEvent(name, { ...goodData(name), [field]: null }));
      expect(refusals.map((refusal) => refusal.field)).toContain(`/data/${field}`);
    }
    expect(saysOf(cloudEvent(name, { ...goodData(name), comment: 'x' }))).toEqual(['SYS-shape /data/comment']);
  });

  it('as the content of a correction is judged alike', () => {
    if (type.name === 'correction' || type.name === 'retraction') return;
    const content = without(goodData(name), ['reporter']);
    const inCorrection = refusalsOf(cloudEvent('correction', { ...goodData('correction'), type: name, content }));
    expect(inCorrection).toEqual(judgeContent(type, content, '/data/content', bench.today, bench.knowledge));
  });

  it('names only code lists that there are', () => {
    const lists = (dto: Dto): string[] =>
      fieldsOf(dto).flatMap((field) => [
        ...(field.list && !field.list.startsWith('(') ? [field.list] : []),
        ...(field.type ? lists(field.type()) : []),
      ]);
    expect(lists(type.data).filter((list) => !isCodeList(list))).toEqual([]);
  });
});

/** The required fields only, and what a rule requires beyond them. */
function minimal(name: string): Data {
  const data = goodData(name, name === 'correction');
  if (name === 'period-changed') data.newEnd = '2026-12-31';
  if (name === 'site-changed') data.decisionDate = '2026-02-10';
  return data;
}
