import 'reflect-metadata';
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import {
  eventType,
  eventTypes,
  fieldsOf,
  Identifier,
  jsonSchemaOf,
  parseCloudEventType,
  PersonReference,
} from '#libs/cases';
import { looksLikeCpr, validateIdentifier } from '#libs/identity';
import { isSection30, lookUp } from '#libs/reference';
import { demoOptions, synthesize, type CloudEvent } from './index.js';

type Content = Record<string, unknown>;

const ajv = new Ajv2020({ strict: false });
addFormats(ajv);
const checks = new Map(eventTypes().map((type) => [type.name, ajv.compile(jsonSchemaOf(type.data))]));
const today = '2026-09-15';

/** What is wrong with a content, on itself alone. */
function wrongIn(name: string, content: Content): string[] {
  const type = eventType(name)!;
  const check = checks.get(name)!;
  const wrong = check(content)
    ? []
    : (check.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  const on = type.date ? String(content[type.date]) : today;
  wrong.push(...wrongFields(type.data, content, on, content));
  if (content['implementation'] === 'actual' && String(content['startDate']) > today) wrong.push('actual start ahead');
  if (content['change'] === 'site' && content['decisionDate'] === undefined) wrong.push('site without decision');
  if (name === 'support-started' && isSection30(String(content['pgf'])) && !content['endDate']) wrong.push('§ 30');
  return wrong;
}

function wrongFields(dto: new () => object, from: Content, on: string, content: Content): string[] {
  return fieldsOf(dto).flatMap((field) => {
    const value = from[field.name];
    if (value === undefined) return [];
    if (field.kind === 'date') return !field.mayLieAhead && String(value) > today ? [`${field.name} ahead`] : [];
    if (field.kind === 'code' || field.kind === 'codes') {
      const list = field.list!.startsWith('(') ? String(from['list']) : field.list!;
      const day = String((field.judgedOn && (from[field.judgedOn] ?? content[field.judgedOn])) ?? on);
      return [value]
        .flat()
        .flatMap((code) => (lookUp(list, String(code), day).state === 'known' ? [] : [`${list} ${code}`]));
    }
    if (field.kind === 'parts')
      return (value as Content[]).flatMap((one) => wrongFields(field.type!(), one, on, content));
    if (field.kind !== 'part') return [];
    const part = value as Content;
    const inner = wrongFields(field.type!(), part, on, content);
    const person = field.type!() === PersonReference || field.type!() === Identifier;
    return person ? [...inner, ...wrongPerson(part, content)] : inner;
  });
}

function wrongPerson({ kind, number, mother, caseId }: Content, content: Content): string[] {
  const verdict = validateIdentifier(kind as 'cpr', number as string | undefined);
  const scoped = kind !== 'unborn' && kind !== 'anonymous';
  const known = caseId ?? content['caseId'] ?? (content['person'] as Content)['caseId'];
  return [
    ...(verdict.ok ? [] : [`${String(kind)}: ${verdict.reason}`]),
    ...(scoped || known !== undefined ? [] : ['whose case?']),
    ...((kind === 'unborn') === (mother !== undefined) ? [] : ['mother']),
  ];
}

function wrongOf({ id, type, data }: CloudEvent): string[] {
  const { name } = parseCloudEventType(type)!;
  const content = name === 'correction' ? wrongIn(String(data['type']), data['content'] as Content) : [];
  return [...wrongIn(name, data), ...content, ...(looksLikeCpr(id) ? ['id looks like a CPR number'] : [])].map(
    (wrong) => `${name}: ${wrong}`,
  );
}

describe('what is made', () => {
  const events = [...synthesize(demoOptions(today))];

  it('is accepted on itself alone: shape, codes on their day, numbers, no date ahead but planned ones', () => {
    expect([...new Set(events.flatMap(wrongOf))]).toEqual([]);
  });

  it('has every event type', () => {
    const made = new Set(events.map(({ type }) => parseCloudEventType(type)!.name));
    expect(eventTypes().filter(({ name }) => !made.has(name))).toEqual([]);
  });

  it('is 3 000 to 10 000 events for the demo', () => {
    expect(events.length).toBeGreaterThan(3_000);
    expect(events.length).toBeLessThan(10_000);
  });

  it('holds nothing undefined: what is made is what is written', () => {
    for (const event of events.slice(0, 2_000)) expect(JSON.parse(JSON.stringify(event))).toStrictEqual(event);
  });

  it('says of every event that it is made up', () => {
    expect(new Set(events.map(({ source }) => source))).toEqual(new Set(['urn:sagsspor:synthesis']));
  });
});
