import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { openSqliteEventLog, verifyLog, type OpenLog } from '#libs/event-log';
import { makeBed, principal, type Bed } from '../testing/bed.js';
import { event } from '../testing/cloud-event.js';
import type { ImportOutcome } from './bulk-import.js';

let directory: string;
let log: OpenLog;
let bed: Bed;
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'sagsspor-log-'));
  log = await openSqliteEventLog({ directory });
  bed = makeBed({ log });
});
afterAll(async () => {
  await bed.close();
  await log.close();
  rmSync(directory, { recursive: true, force: true });
});

const cpr = '010115-4003';
let made = 0;
const good = () => JSON.stringify(event('person-died', {}, `good-${made++}`));
/** A good event in which one text was put for another; the text need not leave it JSON. */
const spoilt = (from: string, to: string) => JSON.stringify(event('person-died', {}, 'spoilt')).replace(from, to);
const whole = spoilt('', '');

async function* pieces(bytes: Buffer, size = 64 * 1024): AsyncGenerator<Buffer> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}
const bring = (bytes: Buffer | string, gzip = false): Promise<ImportOutcome> =>
  bed.intake.bulkImport(pieces(Buffer.from(bytes as string)), principal, { importId: `import-${made}`, gzip });
const rulesOf = ({ refusals }: ImportOutcome): string[] =>
  refusals.map(({ index, refusals: why }) => `${index} ${why.map(({ rule, field }) => `${rule} ${field}`).join()}`);

/** Every byte that intake and log have written, but for the vault, which is sealed. */
const written = (): string =>
  [bed.directory, directory]
    .flatMap((at) => readdirSync(at).map((name) => readFileSync(join(at, name)).toString('latin1')))
    .join('\n');

const bad: readonly [what: string, line: string | Buffer, refusal: string][] = [
  ['is not JSON', `the child is ${cpr}`, 'SYS-json '],
  ['is cut off', whole.slice(0, -20), 'SYS-json '],
  ['is a list', `[${whole}]`, 'SYS-envelope '],
  ['is a text', `"${cpr}"`, 'SYS-envelope '],
  ['is null', 'null', 'SYS-envelope '],
  ['is Latin-1', Buffer.from(whole.replace('"specversion"', '"æ":"ø","specversion"'), 'latin1'), 'SYS-json '],
  ['is UTF-16', Buffer.from(whole, 'utf16le'), 'SYS-json '],
  ['holds a NUL', whole.replace('person', 'per\u0000son'), 'SYS-json '],
  ['is nested 10 000 deep', spoilt('"data":', `"data":${'['.repeat(10_000)}`), 'SYS-json '],
  ['is nested 40 deep', spoilt('"data":', `"data":${'{"a":'.repeat(40)}1${'}'.repeat(40)},"x":`), 'SYS-json '],
  ['holds __proto__', spoilt('"data":{', `"data":{"__proto__":{"reporter":"101"},`), 'SYS-json '],
  ['holds constructor', spoilt('{', '{"constructor":{"prototype":{"a":1}},'), 'SYS-json '],
  ['holds a key twice', spoilt('"data":{', `"data":{"deathDate":"2026-01-01",`), 'SYS-json '],
  ['holds half a pair', spoilt('"deathDate":', '"\\ud800":1,"deathDate":'), 'SYS-json '],
  ['has a number for its id', spoilt('"id":"spoilt"', '"id":101154003'), 'SYS-id /id'],
  ['has a CPR number for its id', spoilt('"id":"spoilt"', `"id":"${cpr}"`), 'SYS-cpr-misplaced /id'],
  ['has a CPR number for a name', spoilt('"data":{', `"data":{"${cpr}":1,`), 'SYS-shape /data'],
  ['has a number beyond all', spoilt('"data":{', '"data":{"caseSequence":1e999,'), 'SYS-shape /data/caseSequence'],
  ['has null where a text belongs', spoilt('"deathDate":"', '"deathDate":null,"x":"'), 'SYS-shape /data/x'],
  [
    'is another media type',
    spoilt('"datacontenttype":"application/json"', '"datacontenttype":"text/xml"'),
    'SYS-envelope /datacontenttype',
  ],
];

describe('bad input', () => {
  it.each(bad)('that %s is refused alone, by its line', async (_, line, refusal) => {
    const lines = [good(), line, good()].flatMap((one) => [Buffer.from(one as string), Buffer.from('\n')]);
    const before = log.reader.head();
    const outcome = await bring(Buffer.concat(lines));
    expect(outcome).toMatchObject({ complete: true, accepted: 2, duplicate: 0 });
    // UTF-16 has no line feed of one byte less: its end is a line of its own.
    expect(outcome.refused).toBeGreaterThan(0);
    expect(rulesOf(outcome)[0]).toContain(`2 ${refusal}`);
    expect(log.reader.head()).toBe(before + 2);
  });

  it('all of it in one file: the good is taken, nothing of the rest is written or repeated', async () => {
    const file = bad.flatMap(([, line]) => [Buffer.from(line as string), Buffer.from(`\n${good()}\n`)]);
    const before = log.reader.head();
    const outcome = await bring(Buffer.concat(file));
    expect(outcome).toMatchObject({ complete: true, accepted: bad.length });
    expect(log.reader.head()).toBe(before + bad.length);
    const receipts = bed.intake.receiptsOf(outcome.importId, 0, 10_000);
    expect(receipts).toHaveLength(outcome.accepted + outcome.refused);
    for (const text of [JSON.stringify(outcome), JSON.stringify(receipts), written()])
      for (const value of ['0101154003', cpr, '101154003', 'the child is', 'text/xml'])
        expect(text).not.toContain(value);
    expect((await verifyLog(directory)).problems).toEqual([]);
  });

  it.each([
    ['nothing', ''],
    ['blank lines', '\n\r\n \t\n'],
  ])('that is %s is an import of no events', async (_, text) => {
    const before = log.reader.head();
    expect(await bring(text)).toMatchObject({ complete: true, accepted: 0, duplicate: 0, refused: 0 });
    expect(log.reader.head()).toBe(before);
  });

  it('may begin with a byte order mark', async () =>
    expect(await bring(`\ufeff${good()}\n${good()}`)).toMatchObject({ accepted: 2, refused: 0 }));

  it('of 100 MB in one line is refused in flat memory, and what follows is taken', async () => {
    async function* flood(): AsyncGenerator<Buffer> {
      const piece = Buffer.alloc(1 << 20, 'x');
      for (let n = 0; n < 100; n++) yield piece;
      yield Buffer.from(`\n${good()}`);
    }
    const before = process.memoryUsage().rss;
    const outcome = await bed.intake.bulkImport(flood(), principal);
    expect(outcome).toMatchObject({ accepted: 1, refused: 1 });
    expect(process.memoryUsage().rss - before).toBeLessThan(60 << 20);
  });

  it('of 100 MB packed into 100 KB is unpacked line by line', async () => {
    const blank = gzipSync(Buffer.alloc(100 << 20, '\n'));
    expect(blank.length).toBeLessThan(200_000);
    const packed = Buffer.concat([gzipSync(`${good()}\n`), blank, gzipSync(good())]);
    const lines = 2 + (100 << 20);
    expect(await bring(packed, true)).toMatchObject({ complete: true, lines, accepted: 2, refused: 0 });
  });

  it('of any bytes gives one receipt a line, and stores what it accepts (property)', async () => {
    const change = fc.record({ at: fc.nat(700), byte: fc.nat(255), insert: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 3 }), async (changes) => {
        const bytes = [...Buffer.from(good())];
        for (const { at, byte, insert } of changes) bytes.splice(at % bytes.length, insert ? 0 : 1, byte);
        const file = Buffer.from(bytes);
        const before = log.reader.head();
        const { accepted, duplicate, refused, refusals } = await bring(file);
        const lines = file
          .toString('latin1')
          .split('\n')
          .filter((line) => /[^ \t\r]/.test(line));
        expect(accepted + duplicate + refused).toBe(lines.length);
        expect(log.reader.head()).toBe(before + accepted);
        expect(JSON.stringify(refusals)).not.toContain('4003');
      }),
      { numRuns: 300 },
    );
    expect((await verifyLog(directory)).problems).toEqual([]);
  });
});
