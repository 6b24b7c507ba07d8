import type { Receipt } from '../port.js';
import type { Entry } from '../submit/take-events.js';
import { gunzipped } from './gunzipped.js';
import { linesOf } from './lines.js';
import { longestLine, readLine } from './read-line.js';

/** How far an import has come. */
export interface ImportProgress {
  /** Lines read so far, blank ones too. */
  readonly lines: number;
  readonly accepted: number;
  readonly duplicate: number;
  readonly refused: number;
}

/** What came of an import. */
export interface ImportOutcome extends ImportProgress {
  readonly importId: string;
  /** False when it ended before the end of the stream: send it again, what is in already comes back as duplicate. */
  readonly complete: boolean;
  /** Why it ended before: the signal, or more refusals than an import may have; what is wrong must be mended first. */
  readonly stopped?: 'signal' | 'refusals';
  /** The first 1000 refusals; `index` is the line, from 1. All of them can be had by the import id. */
  readonly refusals: readonly Receipt[];
}

export interface ImportOptions {
  readonly importId: string;
  /** The stream is packed with gzip. */
  readonly gzip?: boolean;
  /** Told after every batch. */
  readonly onProgress?: (progress: ImportProgress) => void;
  /** Events a batch, 1 to 10 000. Default 500: as many as are judged at once. */
  readonly batch?: number;
  /** Ends the import after the batch under way. */
  readonly signal?: AbortSignal;
}

/** Batches and lines that are under way at most: while the first are claimed and written, the next are read and judged, and some wait for either. */
const mostUnderWay = { batches: 6, lines: 3000 };
const mostRefusals = 1000;
/** Refused lines after which an import ends: each is kept with its reasons, and so many are one mistake. */
export const mostRefused = 100_000;

/** Bytes of a batch at most: of the longest lines that are allowed, few are one. */
const mostBytes = 4 * 1024 * 1024;

/** Takes one batch; resolved when it is durable. */
export type TakeBatch = (entries: readonly Entry[]) => Promise<Receipt[]>;

/**
 * Reads events as newline-delimited JSON and commits batch by batch as it reads, so that memory stays flat however long the
 * stream is. A bad line is refused alone. When the stream breaks, what was written stays; the error is passed on.
 */
export async function bulkImport(
  stream: AsyncIterable<Uint8Array>,
  options: ImportOptions,
  take: TakeBatch,
): Promise<ImportOutcome> {
  const { batch = 500, signal, onProgress } = options;
  const underWayAtMost = Math.min(mostUnderWay.batches, Math.max(2, Math.ceil(mostUnderWay.lines / batch)));
  const counts = { lines: 0, accepted: 0, duplicate: 0, refused: 0 };
  const refusals: Receipt[] = [];
  const underWay: Promise<void>[] = [];
  let waiting: Entry[] = [];
  let bytes = 0;

  const count = (receipts: readonly Receipt[], lines: number): void => {
    counts.lines = lines;
    for (const receipt of receipts) {
      counts[receipt.verdict]++;
      if (receipt.verdict === 'refused' && refusals.length < mostRefusals) refusals.push(receipt);
    }
    onProgress?.({ ...counts });
  };

  const send = async (lines: number): Promise<void> => {
    const entries = waiting;
    [waiting, bytes] = [[], 0];
    if (underWay.length >= underWayAtMost) await underWay.shift();
    const before = underWay.at(-1);
    const taken = take(entries).then(async (receipts) => {
      await before;
      count(receipts, lines);
    });
    // A failure is met when its turn comes; until then it is not unhandled.
    taken.catch(() => {});
    underWay.push(taken);
  };

  let stopped: ImportOutcome['stopped'];
  let last = 0;
  try {
    reading: for await (const lines of linesOf(options.gzip ? gunzipped(stream) : stream, longestLine)) {
      for (const line of lines) {
        if (signal?.aborted) stopped = 'signal';
        else if (counts.refused >= mostRefused) stopped = 'refusals';
        if (stopped) break reading;
        waiting.push({ index: line.number, read: () => readLine(line) });
        last = line.number;
        bytes += line.bytes?.length ?? 0;
        if (waiting.length >= batch || bytes >= mostBytes) await send(last);
      }
    }
    if (waiting.length > 0 && stopped !== 'refusals') await send(last);
  } finally {
    await Promise.all(underWay);
  }
  return {
    importId: options.importId,
    complete: stopped === undefined,
    ...(stopped && { stopped }),
    ...counts,
    refusals,
  };
}
