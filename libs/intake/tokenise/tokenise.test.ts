import { makeBed, principal, type Bed } from '../testing/bed.js';
import { cloudEvent, event, everyType, goodData, type Data } from '../testing/cloud-event.js';
import { eventIdOf } from './event-id.js';

type Person = { pseudonym: string; kind: string; mother?: Person } & Data;

let bed: Bed;
beforeEach(() => {
  bed = makeBed();
});
afterEach(() => bed.close());

async function stored(...events: Data[]): Promise<{ stream: string; data: Data & { person: Person } }[]> {
  const receipts = await bed.intake.submit(events, principal);
  expect(receipts.map(({ verdict, refusals }) => [verdict, refusals])).toEqual(events.map(() => ['accepted', []]));
  return bed.log.events.slice(-events.length) as never;
}

const sent = (name: string, replaced: Data, id: string) => event(name, replaced, id);
const valueOf = async (token: unknown) => (await bed.vault.resolve([token as string]))[0];

describe('eventIdOf', () => {
  it('is a UUID of version 5 that only the system and the id make', () => {
    const id = eventIdOf('case-system', 'evt-1');
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(eventIdOf('case-system', 'evt-1')).toBe(id);
    expect(eventIdOf('other-system', 'evt-1')).not.toBe(id);
    // Fixed for life: a change would let every resent event in a second time. Computed with Python's uuid.uuid5.
    expect(id).toBe('1d473b52-dac1-5c07-85b1-16ce77b52717');
  });
});

describe('what the log keeps', () => {
  it.each(everyType().map(({ name }) => name))('%s holds no personal value', async (name) => {
    const [one] = await stored(event(name));
    const text = JSON.stringify(one);
    for (const value of [
      '010115',
      '4003',
      '150785',
      '4002',
      '140326',
      'S-2026-000123',
      'M-1',
      'UDL-77112',
      'site-0042',
      'N-2026',
    ]) {
      expect(text).not.toContain(value);
    }
    if (name !== 'reporter-described') expect(text).toContain('p_');
  });

  it('stamps birth date and sex from the number, and that a number is longer or shorter than L201 takes', async () => {
    const number = 'UDL-7711299887766554433';
    const [cpr, anonymous, long, short] = await stored(
      sent('person-died', {}, '1'),
      sent('site-chosen', { person: { kind: 'anonymous', number: '123456-9998' } }, '2'),
      sent('person-died', { person: { kind: 'person-id', number } }, '3'),
      sent('person-died', { person: { kind: 'person-id', number: 'UDL-77-112' } }, '4'),
    );
    expect(cpr!.data.person).toEqual({
      pseudonym: expect.stringMatching(/^p_/),
      kind: 'cpr',
      birthDate: '2015-01-01',
      sex: 'male',
    });
    expect(anonymous!.data.person).toEqual({ pseudonym: expect.any(String), kind: 'anonymous', sex: 'female' });
    expect(long!.data.person).toEqual({ pseudonym: expect.any(String), kind: 'person-id', long: true });
    expect(short!.data.person).toEqual({ pseudonym: expect.any(String), kind: 'person-id', short: true });
    expect(await valueOf(cpr!.data.person.pseudonym)).toEqual({ state: 'known', kind: 'cpr', value: '0101154003' });
  });

  it('names the streams by family, reporter and subject', async () => {
    const [placement, person, reporter, continued] = await stored(
      sent('site-chosen', {}, '1'),
      sent('person-died', {}, '2'),
      sent('reporter-described', {}, '3'),
      sent('case-continued-as', { system: undefined, newSystem: undefined }, '4'),
    );
    expect(placement!.stream).toBe(`placement-751-${String(placement!.data.caseId)}`);
    expect(placement!.data.caseId).toMatch(/^c_/);
    expect(person!.stream).toBe(`person-751-${person!.data.person.pseudonym}`);
    expect(reporter!.stream).toBe('reporter-751-self');
    expect(continued!.stream).toBe(`case-751-${String(placement!.data.caseId)}`);
  });

  it('a case id of another system or reporter is another case', async () => {
    const [one, same, otherReporter, former] = await stored(
      sent('site-chosen', {}, '1'),
      sent('site-chosen', { person: { kind: 'cpr', number: '0101154003' } }, '2'),
      sent('site-chosen', { reporter: '461' }, '3'),
      sent('case-continued-as', { system: 'old-system' }, '4'),
    );
    expect(same!.data.caseId).toBe(one!.data.caseId);
    expect(otherReporter!.data.caseId).not.toBe(one!.data.caseId);
    expect(former!.data.caseId).not.toBe(one!.data.caseId);
    // The person is the same, whoever reports.
    expect(otherReporter!.data.person.pseudonym).toBe(one!.data.person.pseudonym);
  });

  it('an unborn child is one of its case: twins, the mother and the children of other cases stay apart', async () => {
    const unborn = (more: Data) => ({ kind: 'unborn', mother: { kind: 'cpr', number: '150785-4002' }, ...more });
    const [first, twin, again, elsewhere, born] = await stored(
      sent('site-chosen', { person: unborn({}) }, '1'),
      sent('site-chosen', { person: unborn({ childNumber: 2 }) }, '2'),
      sent('site-chosen', { person: unborn({ childNumber: 1 }) }, '3'),
      sent('site-chosen', { person: unborn({}), caseId: 'S-2' }, '4'),
      sent('person-born', { person: unborn({ caseId: 'S-2026-000123' }) }, '5'),
    );
    const persons = [first!, twin!, elsewhere!].map(({ data }) => data.person.pseudonym);
    expect(new Set([...persons, first!.data.person.mother!.pseudonym]).size).toBe(4);
    expect(again!.data.person.pseudonym).toBe(persons[0]);
    expect(born!.data.person.pseudonym).toBe(persons[0]);
    expect(twin!.data.person.mother).toEqual(first!.data.person.mother);
  });

  it('an anonymous number names one role of one case', async () => {
    const person = { kind: 'anonymous', number: '123456-9998' };
    const secondPerson = { role: 'parent', person };
    const [one, otherCase, twin, withParent] = await stored(
      sent('support-started', { person }, '1'),
      sent('support-started', { person, caseId: 'S-2' }, '2'),
      sent('support-started', { person: { ...person, childNumber: 2 } }, '3'),
      sent('support-started', { person, secondPerson }, '4'),
    );
    const all = [one!, otherCase!, twin!].map(({ data }) => data.person.pseudonym);
    const parent = (withParent!.data.secondPerson as { person: Person }).person.pseudonym;
    expect(new Set([...all, parent]).size).toBe(4);
    expect(withParent!.data.person.pseudonym).toBe(all[0]);
  });

  it('a correction lies with its root, its content tokenised like the root and stamped with its version', async () => {
    const [root, correction, retraction] = await stored(
      sent('placement-started', {}, 'evt-0001'),
      sent('correction', {}, '2'),
      sent('retraction', {}, '3'),
    );
    expect(correction!.stream).toBe(root!.stream);
    expect(retraction!.stream).toBe(root!.stream);
    expect(correction!.data.content).toEqual(root!.data);
    expect(correction!.data).toMatchObject({ root: eventIdOf('case-system', 'evt-0001'), contentVersion: 1 });
  });

  it("a correction of another system's fact lies with that fact", async () => {
    const [root] = await stored(sent('placement-started', {}, 'evt-0001'));
    const other = { ...principal, id: 'cred-2', system: 'new-system' };
    const about = { rootSystem: 'case-system' };
    await bed.intake.submit([sent('correction', about, '2'), sent('retraction', about, '3')], other);
    const [correction, retraction] = bed.log.events.slice(1);
    expect([correction!.stream, retraction!.stream]).toEqual([root!.stream, root!.stream]);
    expect(correction!.data).toMatchObject({ root: eventIdOf('case-system', 'evt-0001') });
    expect(correction!.metadata.system).toBe('new-system');
  });

  it('event ids become UUIDs of the sender', async () => {
    const [appeal] = await stored(event('appeal-lodged'));
    expect(appeal!.data.decision).toBe(eventIdOf('case-system', 'evt-0001'));
  });

  it("vaulted texts are encrypted by the event's person, each to its own use", async () => {
    const same = { caseId: 'X-1', reportGroup: 'X-1', measureId: 'X-1', identification: 'X-1' };
    const [one] = await stored(sent('support-ceased', same, '1'));
    const { caseId, reportGroup, measureId, identification } = one!.data;
    expect(new Set([caseId, reportGroup, measureId, identification]).size).toBe(4);
    expect(await valueOf(measureId)).toEqual({ state: 'known', kind: 'measure', value: 'X-1' });
    expect(await valueOf(caseId)).toEqual({ state: 'known', kind: 'case', value: 'X-1' });
  });

  it('a former case id is kept apart from a present one of the same text', async () => {
    const origin = { kind: 'migrated', formerCaseId: 'S-2026-000123' };
    const [one] = await stored(sent('site-chosen', { origin }, '1'));
    expect((one!.data.origin as Data).formerCaseId).not.toBe(one!.data.caseId);
  });

  it('keeps the fields by name, as the log writes them, whatever the order sent', async () => {
    const data = goodData('site-chosen');
    const turned = Object.fromEntries(Object.entries(data).reverse());
    const [one] = await stored(cloudEvent('site-chosen', turned, '1'));
    expect(Object.keys(one!.data)).toEqual(Object.keys(data).sort());
  });
});
