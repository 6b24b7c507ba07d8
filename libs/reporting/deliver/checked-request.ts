import { isPlainDate } from '#libs/reference';
import { country } from '../ledger/delivery.js';
import { asOfAhead } from '../periods/resolve-as-of.js';
import { periodKind } from '../periods/parse-period.js';
import { ReportingError } from '../reporting-error.js';
import type { DeliveryRequest, Statistic } from '../port.js';

/** Reporter codes become names of directories and streams. */
const reporterForm = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/**
 * The request as it is delivered: without parameters that say what holds anyway, so that two ways of asking for the same are one delivery.
 * Refuses a request that no delivery can be made of. Throws ReportingError `period.invalid`, `delivery.period-kind`,
 * `delivery.parameter-invalid`, `delivery.reporter-invalid`, `delivery.statistic-unknown`, `delivery.empty-log`, `delivery.as-of-invalid`, `delivery.as-of-ahead`.
 */
export function checkedRequest(request: DeliveryRequest, statistic: Statistic, head: number): DeliveryRequest {
  if (request.statistic !== statistic.id)
    throw new ReportingError('delivery.statistic-unknown', `This is not a request for the statistic ${statistic.id}.`);
  if (periodKind(request.period) !== statistic.periods)
    throw new ReportingError('delivery.period-kind', `${statistic.id} is delivered ${kinds[statistic.periods]}.`);
  const { reporter } = request;
  if (reporter && (!reporterForm.test(reporter) || reporter.toLowerCase() === country))
    throw new ReportingError(
      'delivery.reporter-invalid',
      'Not a reporter; give the code of a municipality or a provider, or none for the country.',
    );
  checkAsOf(request.asOf, head);
  return { ...request, parameters: parametersOf(request.parameters, statistic) };
}

/** A delivery of a parameter that means nothing would be sealed as if it did. */
function parametersOf(
  parameters: DeliveryRequest['parameters'],
  { id, dateParameters = {} }: Statistic,
): DeliveryRequest['parameters'] {
  const names = Object.keys(dateParameters);
  for (const [name, value] of Object.entries(parameters))
    if (!names.includes(name) || !isPlainDate(value))
      throw new ReportingError(
        'delivery.parameter-invalid',
        `${id} takes ${names.length ? `a date like 2012-01-01 as ${names.join(', ')}` : 'no parameters'}; correct the request.`,
      );
  return Object.fromEntries(Object.entries(parameters).filter(([name, value]) => value !== dateParameters[name]));
}

const kinds = {
  quarter: 'a quarter at a time; give a period like 2026Q1',
  year: 'a year at a time; give a period like 2026',
  stock: 'as a full stock; give no period',
} as const;

function checkAsOf(asOf: number, head: number): void {
  if (head === 0) throw new ReportingError('delivery.empty-log', 'The log is empty; there is nothing to deliver.');
  if (!Number.isSafeInteger(asOf) || asOf < 1)
    throw new ReportingError(
      'delivery.as-of-invalid',
      'Nothing was recorded at that moment; ask for an ordinal from 1, or for a later moment.',
    );
  if (asOf > head) throw asOfAhead(head);
}
