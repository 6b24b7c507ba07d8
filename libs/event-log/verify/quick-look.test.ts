import { createHash } from 'node:crypto';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { checkRow } from './check-row.js';
import { QuickLook, type QuickRow } from './quick-look.js';
import type { Row } from './read-rows.js';
import { Problems } from './verdict.js';

const db = new Database(':memory:');
const isJson = db.prepare('SELECT json_valid(?)').pluck();
afterAll(() => db.close());

const id = '0b52c2f0-37ba-5d0e-8a4f-5d2a9b7f6c11';
const at = '2026-01-31T12:00:00.000Z';
const metadata = `{"build":"b","principal":"tester","recordedAt":"${at}","system":"s"}`;
const text = `{"data":{"note":"æøå \\"x\\"","list":[1,{"a":2.5}]},"id":"${id}","metadata":${metadata},"revision":7,"stream":"case-101-c_a","type":"site-changed","version":1}`;

/** A row of these bytes whose hash fits, as both looks get it. */
function rowOf(bytes: string, columns: Partial<Row> = {}): { quick: QuickRow; close: Row } {
  const hash = createHash('sha256').update(bytes).digest();
  const close: Row = {
    ...{ at: 1, streamNo: 1, stream: 'case-101-c_a', revision: 7, id: Buffer.from(id.replaceAll('-', ''), 'hex') },
    ...{ type: 'site-changed', version: 1, recordedAt: Date.parse(at), bytes: Buffer.from(bytes), hash, ...columns },
  };
  const quick: QuickRow = [
    ...([1, 0, 1, close.stream, close.revision, `x'${(close.id as Buffer).toString('hex')}'`] as const),
    ...([close.type, close.version, close.recordedAt, bytes, `x'${hash.toString('hex')}'`] as const),
    isJson.get(bytes) as 0 | 1,
  ];
  return { quick, close };
}

function closely(row: Row): readonly string[] {
  const problems = new Problems();
  checkRow(row, {}, problems);
  return problems.list.map(({ code }) => code);
}

describe('a quick look', () => {
  it('sees an event that is right, and tells its hash', () => {
    const { quick, close } = rowOf(text);
    expect(new QuickLook().hashOf(quick)).toBe((close.hash as Buffer).toString('hex'));
    expect(closely(close)).toEqual([]);
  });

  it.each<[string, Partial<Row>]>([
    ['stream', { stream: 'case-101-c_b' }],
    ['revision', { revision: 8 }],
    ['id', { id: Buffer.alloc(16) }],
    ['type', { type: 'site-change' }],
    ['version', { version: 11 }],
    ['recordedAt', { recordedAt: Date.parse(at) + 1 }],
  ])('does not see that it is right where the column %s differs', (_, columns) => {
    const { quick, close } = rowOf(text, columns);
    expect(new QuickLook().hashOf(quick)).toBeUndefined();
    expect(closely(close)).toEqual(['log.column-mismatch']);
  });

  it('does not see that it is right where the hash is another', () => {
    const { quick } = rowOf(text);
    const other = quick.with(10, `x'${'0'.repeat(64)}'`) as unknown as QuickRow;
    expect(new QuickLook().hashOf(other)).toBeUndefined();
  });

  it('sees nothing that a close look does not see, whatever is done to the text, even when the hash is made to fit', () => {
    const pieces = [
      ...['"', '\\', '{', '}', '[', ']', ',', ':', '\0', '\ufffd', '\u0001', ' ', '0', '-', 'é', '\\u0000', '\n'],
      ...[`,"id":"${id}"`, `,"metadata":${metadata}`, ',"revision":7', ',"stream":"case-101-c_a"', ',"version":1}'],
      ...[
        `"metadata":{"x":1`,
        ',"metadata":{',
        '},"x":{',
        '"x":"',
        `\0${text}`,
        text.slice(text.indexOf(',"revision"')),
      ],
    ];
    const change = fc.record({
      place: fc.oneof(fc.nat(text.length), fc.constantFrom(...[...text.matchAll(/[,{}"]/g)].map(({ index }) => index))),
      cut: fc.constantFrom(0, 0, 1, 2, 14),
      put: fc.constantFrom(...pieces, ''),
    });
    const look = new QuickLook();
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
        let bytes = text;
        for (const { place, cut, put } of changes) bytes = bytes.slice(0, place) + put + bytes.slice(place + cut);
        const { quick, close } = rowOf(bytes);
        if (look.hashOf(quick) !== undefined) expect(closely(close)).toEqual([]);
      }),
      { numRuns: 5_000 },
    );
  });
});
