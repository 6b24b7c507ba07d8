import { ReportingError } from '../reporting-error.js';
import type { DeliveryProgress, RenderParts } from './delivery-parts.js';

/** Rows between two looks at the signal, and between two reports of progress. */
const every = 1_000;

/**
 * Passes rows on, tells how many went by, and stops when the signal is aborted: throws ReportingError `delivery.cancelled`.
 */
export function* watchRows<Row>(
  rows: Iterable<Row>,
  { signal, onProgress }: Pick<RenderParts, 'signal' | 'onProgress'>,
  at: Omit<DeliveryProgress, 'rows'>,
): Generator<Row> {
  let count = 0;
  stopOn(signal);
  for (const row of rows) {
    yield row;
    if (++count % every !== 0) continue;
    stopOn(signal);
    onProgress?.({ ...at, rows: count });
  }
  if (count % every !== 0 || count === 0) onProgress?.({ ...at, rows: count });
}

/** Throws ReportingError `delivery.cancelled` once the signal is aborted. */
export function stopOn(signal: AbortSignal | undefined): void {
  if (signal?.aborted)
    throw new ReportingError(
      'delivery.cancelled',
      'The delivery was stopped before its end; nothing of it was delivered.',
    );
}
