import { syntheticSource } from '#libs/cases';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Principal, Receipt } from '../port.js';
import { eventIdOf } from '../tokenise/event-id.js';
import { makeBed, now, principal, type Bed } from '../testing/bed.js';
import { event, everyType } from '../testing/cloud-event.js';

let bed: Bed;
beforeEach(() => {
  bed = makeBed();
});
afterEach(() => bed.close());

const synthetic: Principal = { ...principal, synthetic: true };
const submit = (...events: unknown[]) => bed.intake.submit(events, principal);
const verdicts = (receipts: readonly Receipt[]) => receipts.map(({ verdict }) => verdict);
const rules = (receipts: readonly Receipt[]) => receipts.flatMap(({ refusals }) => refusals.map(({ rule }) => rule));
const death = (id: string, deathDate = '2026-05-01') => event('person-died', { deathDate }, id);

describe('submit', () => {
  it('answers each event in the order sent, good beside bad', async () => {
    const receipts = await submit(death('1'), { nonsense: true }, death('2'), death('3', '2030-01-01'));
    expect(verdicts(receipts)).toEqual(['accepted', 'refused', 'accepted', 'refused']);
    expect(receipts.map(({ index }) => index)).toEqual([0, 1, 2, 3]);
    expect(receipts[0]).toEqual({
      index: 0,
      id: '1',
      eventId: eventIdOf('case-system', '1'),
      verdict: 'accepted',
      revision: 0,
      ordinal: 1,
      refusals: [],
    });
    expect(receipts[1]).toMatchObject({ id: null, eventId: null, revision: null, ordinal: null });
    expect(bed.log.events).toHaveLength(2);
  });

  it('stamps who sent it, when, and by which build; nothing of it comes from the body', async () => {
    await submit({ ...death('1'), source: '/somebody-else', system: 'x' });
    expect(bed.log.events[0]!.metadata).toEqual({
      recordedAt: now.toISOString(),
      system: 'case-system',
      principal: 'cred-1',
      build: 'test',
    });
  });

  it('takes nothing, and answers nothing, for no events', async () => {
    expect(await submit()).toEqual([]);
    expect(bed.log.calls).toEqual([]);
  });

  it('one wrong among 10 000 is refused alone', async () => {
    const events = Array.from({ length: 10_000 }, (_, n) => death(String(n), n === 7_777 ? '2030-01-01' : undefined));
    // The log in memory is slow at many; judging all is what counts here.
    const receipts = await bed.intake.submit(events, principal, { validateOnly: true });
    expect(receipts.filter(({ verdict }) => verdict === 'refused').map(({ index }) => index)).toEqual([7_777]);
    expect(receipts).toHaveLength(10_000);
  });

  it('refuses a call of more than 10 000, without a look at them', async () => {
    await expect(bed.intake.submit(new Array(10_001).fill(null), principal)).rejects.toMatchObject({
      code: 'intake.too-many-events',
    });
  });

  it('refuses a credential that may not publish', async () => {
    const reader: Principal = { ...principal, roles: ['read'] };
    await expect(bed.intake.submit([death('1')], reader)).rejects.toMatchObject({ code: 'intake.not-a-publisher' });
  });

  it('puts concurrent calls together into one append', async () => {
    const ids = Array.from({ length: 50 }, (_, n) => String(n));
    const receipts = await Promise.all(ids.map((id) => submit(death(id))));
    expect(receipts.map(([one]) => one!.id)).toEqual(ids);
    expect(new Set(receipts.map(([one]) => one!.revision)).size).toBe(50);
    expect(bed.log.calls).toEqual([50]);
  });

  it('keeps the order of a call in its stream over more than one batch', async () => {
    const receipts = await submit(...Array.from({ length: 2_100 }, (_, n) => death(String(n))));
    expect(receipts.map(({ revision }) => revision)).toEqual(receipts.map(({ index }) => index));
    expect(bed.log.calls.length).toBeGreaterThan(2);
  });
});

describe('resending', () => {
  it('gives duplicates with the first receipt', async () => {
    const events = everyType().map(({ name }) => event(name, {}, name));
    const first = await submit(...events);
    expect(new Set(verdicts(first))).toEqual(new Set(['accepted']));
    const second = await submit(...events);
    expect(second).toEqual(first.map((receipt) => ({ ...receipt, verdict: 'duplicate' })));
    expect(bed.log.events).toHaveLength(events.length);
  });

  it('within one call gives a duplicate of the first', async () => {
    const receipts = await submit(death('1'), death('2'), death('1'));
    expect(verdicts(receipts)).toEqual(['accepted', 'accepted', 'duplicate']);
    expect(receipts[2]!.revision).toBe(0);
  });

  it('SYS-id-reused: other content under the id is refused, names none of it, and sinks nothing else', async () => {
    await submit(death('1'));
    const receipts = await submit(death('2'), death('1', '2026-05-02'), death('3'), death('3', '2026-05-03'));
    expect(verdicts(receipts)).toEqual(['accepted', 'refused', 'accepted', 'refused']);
    expect(rules(receipts)).toEqual(['SYS-id-reused', 'SYS-id-reused']);
    expect(receipts[1]!.refusals[0]!.field).toBe('/id');
    expect(JSON.stringify(receipts)).not.toContain('2026-05');
  });

  it('compares after tokenising: a number with and without its hyphen is the same content', async () => {
    await submit(event('person-died', {}, '1'));
    const receipts = await submit(event('person-died', { person: { kind: 'cpr', number: '0101154003' } }, '1'));
    expect(verdicts(receipts)).toEqual(['duplicate']);
  });

  it('the same id of another system, or in another stream, is another matter', async () => {
    await submit(death('1'));
    const other = await bed.intake.submit([death('1', '2026-05-02')], { ...principal, system: 'other' });
    const elsewhere = await submit(event('site-chosen', {}, '1'));
    expect([...verdicts(other), ...verdicts(elsewhere)]).toEqual(['accepted', 'accepted']);
  });

  it('any order of the same events, sent again and again, stores each once (property)', async () => {
    const events = everyType().map(({ name }) => event(name, {}, name));
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(events, { minLength: events.length }), async (order) => {
        const fresh = makeBed();
        try {
          const receipts = await fresh.intake.submit([...order, ...order], principal);
          expect(verdicts(receipts)).toEqual([...order.map(() => 'accepted'), ...order.map(() => 'duplicate')]);
          expect(fresh.log.events).toHaveLength(events.length);
        } finally {
          await fresh.close();
        }
      }),
      { numRuns: 5 },
    );
  });
});

describe('SYS-expected-revision', () => {
  const expecting = (id: string, expectedRevision: number) =>
    bed.intake.submit([death(id)], principal, { expectedRevision });

  it('takes the event when the stream stands there, and refuses it when not', async () => {
    expect(verdicts(await expecting('1', -1))).toEqual(['accepted']);
    expect(verdicts(await expecting('2', 0))).toEqual(['accepted']);
    const late = await expecting('3', 0);
    expect(rules(late)).toEqual(['SYS-expected-revision']);
    expect(late[0]!.refusals[0]!.en).toContain('revision 1');
    expect(rules(await expecting('4', -1))).toEqual(['SYS-expected-revision']);
  });

  it('a resend is a duplicate, though its own arrival moved the stream', async () => {
    await expecting('1', -1);
    expect(verdicts(await expecting('1', -1))).toEqual(['duplicate']);
  });

  it('goes with one event only', async () => {
    const two = bed.intake.submit([death('1'), death('2')], principal, { expectedRevision: 0 });
    await expect(two).rejects.toMatchObject({ code: 'intake.expected-revision' });
    await expect(expecting('1', 0.5)).rejects.toMatchObject({ code: 'intake.expected-revision' });
    await expect(expecting('1', -2)).rejects.toMatchObject({ code: 'intake.expected-revision' });
  });
});

describe('validateOnly', () => {
  it('judges alike, stores nothing and claims nothing', async () => {
    const options = { validateOnly: true, importId: 'import-1' };
    const receipts = await bed.intake.submit([death('1'), death('2', '2030-01-01')], principal, options);
    expect(verdicts(receipts)).toEqual(['accepted', 'refused']);
    expect(receipts[0]).toMatchObject({ eventId: eventIdOf('case-system', '1'), revision: null, ordinal: null });
    expect(bed.log.calls).toEqual([]);
    expect(await bed.vault.find([{ what: 'person', kind: 'cpr', number: '0101154003' }])).toEqual([undefined]);
    expect(bed.parts.refusals.months()).toEqual([]);
    expect(bed.intake.importOf('import-1')).toBeUndefined();
  });
});

describe('SYS-synthetic-mixed', () => {
  it('a live directory takes no synthetic event', async () => {
    const receipts = await bed.intake.submit([death('1')], synthetic);
    expect(rules(receipts)).toEqual(['SYS-synthetic-mixed']);
    expect(bed.log.events).toEqual([]);
  });

  it('what says of itself that it is made up is never taken as real', async () => {
    const receipts = await bed.intake.submit([{ ...death('1'), source: syntheticSource }], principal);
    expect([rules(receipts), receipts[0]!.refusals[0]!.field]).toEqual([['SYS-synthetic-mixed'], '/source']);
  });

  it('a demo directory takes synthetic events only, and stamps the mark', async () => {
    const demo = makeBed({ synthetic: true });
    try {
      expect(rules(await demo.intake.submit([death('1')], principal))).toEqual(['SYS-synthetic-mixed']);
      expect(verdicts(await demo.intake.submit([death('1')], synthetic))).toEqual(['accepted']);
      expect(demo.log.events[0]!.metadata.synthetic).toBe(true);
    } finally {
      await demo.close();
    }
  });
});

describe('what is kept of a refused event', () => {
  it('its ids, rules, principal and time, by month; nothing of its content', async () => {
    await submit(death('1', '2030-01-01'), event('site-chosen', { caseId: 7, identification: 'Confidential' }, '2'));
    const [one] = bed.parts.refusals.find(eventIdOf('case-system', '1'));
    expect(one).toMatchObject({ at: now.toISOString(), system: 'case-system', principal: 'cred-1', id: '1' });
    expect(one!.refusals).toEqual([expect.objectContaining({ rule: 'SYS-date-ahead', field: '/data/deathDate' })]);
    const files = readdirSync(bed.directory).filter((name) => name.startsWith('refusals-'));
    expect(files[0]).toBe('refusals-2026-11.sqlite');
    const bytes = files.map((name) => readFileSync(join(bed.directory, name)).toString('latin1')).join();
    for (const value of ['2030-01-01', '010115', 'Confidential', 'S-2026']) expect(bytes).not.toContain(value);
  });

  it('can be asked for by event id, beside where it was stored', async () => {
    const id = eventIdOf('case-system', '1');
    await submit(death('1', '2030-01-01'));
    await submit(death('1'));
    const status = bed.intake.receiptOf(id.toUpperCase());
    expect(status.refused).toHaveLength(1);
    expect(status.stored).toEqual([
      { system: 'case-system', type: 'person-died', revision: 0, ordinal: 1, recordedAt: now.toISOString() },
    ]);
    expect(bed.intake.receiptOf('no uuid')).toEqual({ eventId: 'no uuid', stored: [], refused: [] });
  });
});

describe('receipts of an import', () => {
  it('tell the ordinal that an event store had not counted yet when they were given', async () => {
    const [given] = await submit(death('1'));
    const at = now.toISOString();
    await bed.parts.imports.begin('i', principal, at);
    const unknown = { ...given!, id: '2', index: 1, eventId: eventIdOf('case-system', '2'), ordinal: null };
    await bed.parts.imports.add('i', [{ ...given!, ordinal: null }, unknown], at);
    expect(bed.intake.receiptsOf('i').map(({ id, ordinal }) => [id, ordinal])).toEqual([
      ['1', 1],
      ['2', null],
    ]);
  });
});

describe('the vault comes first', () => {
  it('nothing is appended when the claim fails; other calls go on', async () => {
    const failing = makeBed();
    const claim = failing.vault.claim.bind(failing.vault);
    let fail = true;
    failing.vault.claim = (claims) => (fail ? Promise.reject(new Error('disk full')) : claim(claims));
    try {
      await expect(failing.intake.submit([death('1')], principal)).rejects.toThrow('disk full');
      expect(failing.log.calls).toEqual([]);
      fail = false;
      expect(verdicts(await failing.intake.submit([death('1')], principal))).toEqual(['accepted']);
    } finally {
      await failing.close();
    }
  });
});

describe('closing', () => {
  it('finishes what was accepted and takes no more', async () => {
    const running = submit(death('1'));
    await bed.intake.close();
    expect(verdicts(await running)).toEqual(['accepted']);
    await expect(submit(death('2'))).rejects.toMatchObject({ code: 'intake.closed' });
  });
});
