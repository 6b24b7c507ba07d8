import { event, request } from './testing/sample-events.js';
import { removeTemporaryDirectories, temporaryDirectory } from './testing/temporary-directory.js';
import { openSqliteEventLog, openSqliteReader } from './sqlite/open.js';
import { upcastWith, type Upcaster } from './upcasters.js';
import { verifyLog } from './verify/verify-log.js';

afterAll(removeTemporaryDirectories);

/** A test type: version 2 splits the name, version 3 counts its letters. */
const upcasters: Upcaster[] = [
  {
    type: 'name-told',
    from: 2,
    upcast: (data) => ({ ...(data as object), letters: (data as { first: string }).first.length }),
  },
  {
    type: 'name-told',
    from: 1,
    upcast: (data) => {
      const [first, last] = (data as { name: string }).name.split(' ');
      return { first, last };
    },
  },
];

const told = (n: number, version: number, data: unknown) => event(n, { type: 'name-told', version, data });

describe('upcasters', () => {
  it('bring every version to the newest one on every read, and leave other types alone', async () => {
    const directory = temporaryDirectory();
    const log = await openSqliteEventLog({ directory, upcasters });
    await log.appender.append([
      request('a', [told(1, 1, { name: 'Ida Holm' }), told(2, 2, { first: 'Bo', last: 'Lund' })]),
      request('a', [told(3, 3, { first: 'Eva', last: 'Dam', letters: 3 }), event(4)]),
    ]);
    const { reader } = log;
    const expected = [
      [3, { first: 'Ida', last: 'Holm', letters: 3 }],
      [3, { first: 'Bo', last: 'Lund', letters: 2 }],
      [3, { first: 'Eva', last: 'Dam', letters: 3 }],
      [1, event(4).data],
    ];
    const seen = [reader.readAll(0, 9), reader.readStream('a'), reader.readOrdinals([1, 2, 3, 4])];
    for (const events of seen) expect(events.map(({ version, data }) => [version, data])).toEqual(expected);
    expect(reader.find(event(1).id)[0]!.version).toBe(3);
    await log.close();
  });

  it('touch neither the stored bytes nor their hash, and a resend is compared with what was stored', async () => {
    const directory = temporaryDirectory();
    const log = await openSqliteEventLog({ directory, upcasters });
    const sent = request('a', [told(1, 1, { name: 'Ida Holm' })]);
    await log.appender.append([sent]);
    expect(await log.appender.append([sent])).toMatchObject([{ receipts: [{ duplicate: true }] }]);
    const plain = openSqliteReader({ directory });
    expect(plain.reader.readAll(0, 1)[0]).toMatchObject({ version: 1, data: { name: 'Ida Holm' } });
    expect(plain.reader.fingerprints(0, 1)).toEqual(log.reader.fingerprints(0, 1));
    plain.close();
    await log.close();
    expect((await verifyLog(directory)).problems).toEqual([]);
  });

  it('are refused when two start from one version', () =>
    expect(() => upcastWith([...upcasters, upcasters[0]!])).toThrow(
      expect.objectContaining({ code: 'log.upcaster-twice' }),
    ));
});
