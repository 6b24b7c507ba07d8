import type { JournalCopy } from '../../libs/event-log/shared/port.js';
import { removeTemporaryDirectories } from '../../libs/event-log/testing/temporary-directory.js';
import { closeLogs, openLog } from './open-log.js';
import { newLogName, storeUnderTest } from './store-under-test.js';

const store = storeUnderTest();

afterEach(closeLogs);
afterAll(removeTemporaryDirectories);

/** A copy in memory, as another process keeps it in its files. */
class Copy implements JournalCopy<string> {
  readonly records: string[] = [];
  #next = 0;

  next(): number {
    return this.#next;
  }

  take(record: string, revision: number): void {
    expect(revision).toBeGreaterThanOrEqual(this.#next);
    this.records.push(record);
    this.#next = revision + 1;
  }
}

const opened = async () => (await openLog(store.connectionString, { log: newLogName() })).shared;

describe('a journal that several processes keep a copy of', () => {
  it('brings every copy through the same records, each once, however they are added', async () => {
    const shared = await opened();
    const copies = [new Copy(), new Copy(), new Copy()];
    const journals = await Promise.all(copies.map((copy) => shared.journal('a', copy)));
    const names = (of: number) => Array.from({ length: 20 }, (_, n) => `${of}-${n}`);
    await Promise.all(journals.flatMap((journal, of) => names(of).map((name) => journal.add(() => name))));
    await Promise.all(journals.map((journal) => journal.caughtUp()));
    expect([...copies[0]!.records].sort()).toEqual([0, 1, 2].flatMap(names).sort());
    for (const n of [0, 1, 2]) expect(copies[0]!.records.filter((name) => name.startsWith(`${n}-`))).toEqual(names(n));
    for (const copy of copies) expect(copy.records).toEqual(copies[0]!.records);
    const late = new Copy();
    await shared.journal('a', late);
    expect(late.records).toEqual(copies[0]!.records);
  });

  it('asks anew for the record of who was overtaken, with the other one in the copy', async () => {
    const shared = await opened();
    const [mine, theirs] = [new Copy(), new Copy()];
    const journal = await shared.journal('a', mine);
    await (await shared.journal('a', theirs)).add(() => 'first');
    const seen: number[] = [];
    await journal.add(() => {
      seen.push(mine.records.length);
      return mine.records.includes('first') ? undefined : 'second';
    });
    expect([seen, mine.records]).toEqual([[0, 1], ['first']]);
  });

  it('goes on after a record that could not be made', async () => {
    const copy = new Copy();
    const journal = await (await opened()).journal('a', copy);
    const failing = journal.add(() => {
      throw new Error('no record');
    });
    const next = journal.add(() => 'next');
    await expect(failing).rejects.toThrow('no record');
    await next;
    expect(copy.records).toEqual(['next']);
  });

  it('ends at once for who is overtaken by a record that the copy cannot take', async () => {
    const shared = await opened();
    const mine = new Copy();
    const journal = await shared.journal('a', mine);
    await (await shared.journal('a', new Copy())).add(() => 'strange');
    mine.take = () => {
      throw new Error('never heard of it');
    };
    await expect(journal.add(() => 'next')).rejects.toThrow('never heard of it');
  });

  it('shows nobody what was dropped, and goes on with its old numbers', async () => {
    const shared = await opened();
    const journal = await shared.journal('a', new Copy());
    for (const name of ['1', '2', '3']) await journal.add(() => name);
    await journal.dropBefore(2);
    const late = new Copy();
    const other = await shared.journal('a', late);
    await other.add(() => '4');
    expect([late.records, late.next()]).toEqual([['3', '4'], 4]);
  });
});

describe('values that several processes share', () => {
  it('are the newest put under a name', async () => {
    const shared = await opened();
    expect(await shared.get('keys-1')).toBeUndefined();
    await shared.put('keys-1', { n: 1 });
    await shared.put('keys-1', { n: 2 });
    await shared.put('keys-2', { n: 3 });
    expect([await shared.get('keys-1'), await shared.get('keys-2')]).toEqual([{ n: 2 }, { n: 3 }]);
  });
});
