import { createHash } from 'node:crypto';
import { Writable } from 'node:stream';
import { birthDateOf, sexOf } from '#libs/identity';
import { demoOptions, storiesOf, synthesize, SynthesisError, writeSynthesis, type CloudEvent } from './index.js';
import { wantedOf, type SynthesisOptions } from './options.js';
import { cprNumber } from './numbers/cpr-number.js';

const small: SynthesisOptions = { seed: 5, municipalities: ['461', '751'], years: [2022, 2023], scale: 0.2 };

const digest = (events: Iterable<CloudEvent>): string => {
  const hash = createHash('sha256');
  for (const event of events) hash.update(JSON.stringify(event));
  return hash.digest('hex');
};

describe('what is made is settled by the options', () => {
  it('the same options give the same bytes, another seed others', () => {
    expect(digest(synthesize(small))).toBe(digest(synthesize(small)));
    expect(digest(synthesize({ ...small, seed: 6 }))).not.toBe(digest(synthesize(small)));
  });

  it("a municipality's children do not hang on who else is asked for, where no case crosses", () => {
    const named = (municipalities: readonly string[], topic: string): string =>
      JSON.stringify(
        [...storiesOf({ ...small, municipalities })].filter((one) => one.topic === topic && one.reporter === '751'),
      );
    expect(named(['461', '751'], 'support measure')).toBe(named(['101', '751'], 'support measure'));
  });

  it('nothing is told after the last day, and what was told by it is the same for a later one', () => {
    const end = '2023-06-30';
    const sent = [...synthesize({ ...small, asOfEnd: end })].map(({ data }) => String(data['sentAt']).slice(0, 10));
    expect(sent.filter((day) => day > end)).toEqual([]);
  });
});

describe('how it is sent', () => {
  const events = [...synthesize({ ...small, faults: true, duplicates: 0.01 })];

  it('sends some events twice, byte for byte', () => {
    const seen = new Map<string, CloudEvent[]>();
    for (const event of events) seen.set(event.id, [...(seen.get(event.id) ?? []), event]);
    const same = [...seen.values()].filter(
      (held) => held.length > 1 && new Set(held.map((one) => JSON.stringify(one))).size === 1,
    );
    expect(same.length).toBeGreaterThan(events.length * 0.005);
    expect(same.length).toBeLessThan(events.length * 0.02);
  });

  it('sends nothing twice where no duplicates are asked for', () => {
    const once = [...synthesize({ ...small, duplicates: 0 })];
    expect(new Set(once.map(({ id }) => id)).size).toBe(once.length);
  });

  it('keeps the order among the changes of one event, and not every other order', () => {
    const first = new Map(events.map((event) => [event.id, event]).reverse() as [string, CloudEvent][]);
    const days = new Map<string, string>();
    let late = 0;
    let before = '';
    const odd: string[] = [];
    for (const event of new Set(events.map(({ id }) => first.get(id)!))) {
      const sent = String(event.data['sentAt']);
      if (before > sent) late += 1;
      before = sent;
      if (!/correction|retraction/.test(event.type)) continue;
      const root = String(event.data['root']);
      if ((days.get(root) ?? '') > sent) odd.push(event.id);
      days.set(root, sent);
    }
    expect(odd).toEqual([]);
    expect(late).toBeGreaterThan(10);
  });
});

describe('who is made up', () => {
  it('gives every child a CPR number of its own', () => {
    const owners = new Map<string, string>();
    const shared: string[] = [];
    for (const { events } of storiesOf({ seed: 9, municipalities: 12, years: [2020, 2023], faults: true })) {
      const numbers = new Set(JSON.stringify(events).match(/(?<="number":")\d{6}-\d{4}/g));
      const story = events[0]!.id.split('.').slice(0, 2).join('.');
      for (const number of numbers) {
        if (!number.startsWith('123456') && owners.has(number)) shared.push(number);
        owners.set(number, story);
      }
    }
    expect(shared).toEqual([]);
    expect(owners.size).toBeGreaterThan(50_000);
  });

  it.each(['1937-01-01', '1999-12-31', '2000-02-29', '2026-09-15', '2036-12-31'])(
    '%s: birth date and sex are told by the number',
    (day) => {
      for (const pair of [0, 1999, 2000, 2499, 2500, 2994]) {
        for (const sex of ['female', 'male'] as const) {
          const number = cprNumber(day, pair, sex);
          expect([birthDateOf(number), sexOf(number)]).toEqual([day, sex]);
        }
      }
    },
  );
});

describe('options', () => {
  it.each([
    ['SYNTHESIS-YEARS', { years: [2023, 2022] }],
    ['SYNTHESIS-YEARS', { years: [1990, 2022] }],
    ['SYNTHESIS-SCALE', { scale: 0 }],
    ['SYNTHESIS-MUNICIPALITY', { municipalities: ['999'] }],
    ['SYNTHESIS-MUNICIPALITY', { municipalities: 0 }],
    ['SYNTHESIS-END', { asOfEnd: '2024-01-01' }],
    ['SYNTHESIS-END', { asOfEnd: '2023-02-30' }],
  ])('%s', (code, change) => {
    const wrong = { ...small, ...change } as SynthesisOptions;
    expect(() => synthesize(wrong)).toThrow(expect.objectContaining({ code }) as SynthesisError);
  });

  it('refuses more children than there are numbers for', () => {
    expect(() => [...synthesize({ seed: 1, municipalities: ['860'], years: [2012, 2030], scale: 5 })]).toThrow(
      expect.objectContaining({ code: 'SYNTHESIS-TOO-LARGE' }) as SynthesisError,
    );
  });

  it('the demo ends on the day it is asked for', () => {
    expect(wantedOf(demoOptions('2026-09-15'))).toMatchObject({ from: 2025, to: 2026, end: '2026-09-15' });
  });
});

describe('writing', () => {
  it('writes one event a line at the pace of the stream, and the findings to expect', async () => {
    const [events, findings] = [collector(), collector()];
    const progress: number[] = [];
    const options = { ...small, scale: 1, faults: true };
    const written = await writeSynthesis(options, events.stream, {
      expected: findings.stream,
      onProgress: (done) => progress.push(done),
    });
    const lines = events.text().trimEnd().split('\n');
    expect(lines).toHaveLength(written.events);
    expect(digest(lines.map((line) => JSON.parse(line) as CloudEvent))).toBe(digest(synthesize(options)));
    expect(findings.text().trimEnd().split('\n')).toHaveLength(written.expectedFindings);
    expect(progress[0]).toBe(10_000);
  });
});

function collector(): { stream: Writable; text: () => string } {
  const pieces: string[] = [];
  const stream = new Writable({
    highWaterMark: 1_000,
    decodeStrings: false,
    write(piece: string, _encoding, done) {
      pieces.push(piece);
      setImmediate(done);
    },
  });
  return { stream, text: () => pieces.join('') };
}
