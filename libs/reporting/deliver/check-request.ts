import type { EventReader } from '#libs/event-log';
import { periodKind } from '../periods/parse-period.js';
import type { DeliveryRequest, Statistic } from '../port.js';
import { ReportingError } from '../reporting-error.js';
import { country } from './delivery-place.js';

const example = { quarter: 'a quarter like 2026Q1', year: 'a year like 2026', stock: 'no period: it is a full stock' };

/**
 * Refuses what can never be delivered: `delivery.empty-log`, `delivery.as-of-ahead`, `delivery.as-of-invalid`, `period.invalid`,
 * `delivery.period-kind`, `delivery.reporter-invalid`.
 */
export function checkRequest(request: DeliveryRequest, statistic: Statistic, reader: Pick<EventReader, 'head'>): void {
  if (request.statistic !== statistic.id)
    throw new TypeError(`a request for ${request.statistic}, not ${statistic.id}`);
  checkAsOf(request.asOf, reader.head());
  if (periodKind(request.period) !== statistic.periods)
    throw new ReportingError(
      'delivery.period-kind',
      `This statistic is not delivered for such a period; give ${example[statistic.periods]}.`,
    );
  // The code becomes part of a folder's and a stream's name.
  if (request.reporter === country || !/^([A-Za-z0-9][A-Za-z0-9._-]{0,63})?$/.test(request.reporter))
    throw new ReportingError(
      'delivery.reporter-invalid',
      'Not the code of a reporter; give a municipality or provider code, or nothing for the whole country.',
    );
}

function checkAsOf(asOf: number, head: number): void {
  if (head === 0)
    throw new ReportingError(
      'delivery.empty-log',
      'The log is empty; there is nothing to deliver. Import events first.',
    );
  if (!Number.isSafeInteger(asOf) || asOf < 1)
    throw new ReportingError('delivery.as-of-invalid', 'Nothing was recorded by then; name a later moment.');
  if (asOf > head)
    throw new ReportingError(
      'delivery.as-of-ahead',
      `The log ends at ordinal ${head}; name that one or an earlier one, or "now".`,
    );
}
