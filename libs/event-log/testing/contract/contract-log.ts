import type { EventAppender, EventReader, SideStreams, StoredEvent } from '../../port.js';
import type { Fingerprints } from '../../seals/seal.js';

/** A log as an adapter's test opens it: new and empty. */
export interface ContractLog {
  readonly appender: EventAppender;
  readonly reader: EventReader & Fingerprints;
  readonly side: SideStreams;
  /** A reader of the same log that shares nothing with the first. */
  anotherReader(): EventReader;
  close(): Promise<void>;
}

export type OpenContractLog = () => Promise<ContractLog>;

/** Runs a test on a log of its own. */
export const onLog =
  (open: OpenContractLog, test: (log: ContractLog) => Promise<void>): (() => Promise<void>) =>
  async () => {
    const log = await open();
    try {
      await test(log);
    } finally {
      await log.close();
    }
  };

/** Waits until a reader has come to the ordinal: engines may count later than they acknowledge. */
export async function reached(reader: EventReader, ordinal: number): Promise<void> {
  for (const end = Date.now() + 20_000; reader.head() < ordinal; await new Promise((next) => setTimeout(next, 10)))
    if (Date.now() > end) throw new Error(`the reader stands at ${reader.head()} and never came to ${ordinal}`);
}

/** The whole log, page by page. */
export function wholeLog(reader: EventReader, page = 777): StoredEvent[] {
  const all: StoredEvent[] = [];
  for (let part = reader.readAll(0, page); part.length > 0; part = reader.readAll(all.at(-1)!.ordinal, page))
    all.push(...part);
  return all;
}

/** Event numbers of the sample events. */
export const numbers = (list: readonly Pick<StoredEvent, 'data'>[]): number[] =>
  list.map(({ data }) => (data as { n: number }).n);
