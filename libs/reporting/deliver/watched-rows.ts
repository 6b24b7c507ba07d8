import { setImmediate } from 'node:timers/promises';
import { ReportingError } from '../reporting-error.js';

/** Rows between two reports of progress. */
const every = 1000;

/** Throws ReportingError `delivery.cancelled` when the signal says stop. */
function throwIfStopped(signal: AbortSignal | undefined): void {
  if (signal?.aborted)
    throw new ReportingError(
      'delivery.cancelled',
      'The delivery was stopped; nothing went out. Start it again when wanted.',
    );
}

/** Gives other work of the process a turn, then goes on unless told to stop. */
export async function pause(signal: AbortSignal | undefined): Promise<void> {
  await setImmediate();
  throwIfStopped(signal);
}

/** The same rows, counted out as they pass and stopped by the signal. */
export function* watchedRows<Row>(
  rows: Iterable<Row>,
  onRows: (rows: number) => void,
  signal: AbortSignal | undefined,
): Generator<Row> {
  let count = 0;
  for (const row of rows) {
    if (count % every === 0) throwIfStopped(signal);
    yield row;
    if (++count % every === 0) onRows(count);
  }
  throwIfStopped(signal);
  onRows(count);
}
