import { copenhagenDate } from '#libs/reference';
import type { KeptRows } from '../kept/kept-rows.js';
import type { Delivery } from '../ledger/delivery.js';
import { parsePeriod } from '../periods/parse-period.js';
import { ReportingError } from '../reporting-error.js';
import type { KeptRow } from '../port.js';
import { stateOf } from '../supplement/state-of.js';
import { compareRows, type RowChange } from './compare-rows.js';
import type { FindVanished, Vanished } from './vanished.js';

/** What differs between two deliveries. */
export interface Comparison {
  readonly earlier: Delivery;
  readonly later: Delivery;
  readonly added: readonly Extract<RowChange, { kind: 'added' }>[];
  readonly changed: readonly Extract<RowChange, { kind: 'changed' }>[];
  readonly gone: readonly Extract<RowChange, { kind: 'gone' }>[];
  /** Absent where nobody was asked. */
  readonly vanished?: readonly Vanished[];
}

export interface CompareParts {
  readonly kept: KeptRows;
  /** Says what vanished; absent where rows do not tell of placements. */
  readonly vanished?: FindVanished;
}

/**
 * Compares two deliveries of one statistic and reporter from their kept rows. A supplement stands for all rows of its period as believed
 * then. Vanished is asked for the last day of the earlier delivery's period, or the day it is as of if that came first.
 * Throws ReportingError `compare.different-statistics`, `kept.missing`, `kept.damaged`.
 */
export function compare(earlier: Delivery, later: Delivery, { kept, vanished }: CompareParts): Comparison {
  if (earlier.statistic !== later.statistic || earlier.reporter !== later.reporter)
    throw new ReportingError(
      'compare.different-statistics',
      'The two deliveries are of different statistics or reporters; choose two of the same.',
    );
  const rowsOf = (delivery: Delivery) => (): Iterable<KeptRow> => kept.read(stateOf(delivery, kept));
  const changes = compareRows(rowsOf(earlier), rowsOf(later));
  return {
    earlier,
    later,
    added: changes.filter((change) => change.kind === 'added'),
    changed: changes.filter((change) => change.kind === 'changed'),
    gone: changes.filter((change) => change.kind === 'gone'),
    ...(vanished && { vanished: [...vanished(spanOf(earlier, later, kept))] }),
  };
}

function spanOf(earlier: Delivery, later: Delivery, kept: KeptRows) {
  const asOfDay = copenhagenDate(kept.readManifest(earlier.manifest).asOfRecordedAt);
  const { to } = parsePeriod(earlier.period);
  return { reporter: earlier.reporter, on: to < asOfDay ? to : asOfDay, earlier: earlier.asOf, later: later.asOf };
}
