import type { House } from '#apps/house';
import type { Principal, Receipt, SubmitOptions } from '#libs/intake';
import type { Metrics } from '../observe/metrics.js';
import type { SentEvents } from './read-events.js';

/** What became of events, and of each in the order sent. */
export interface SubmitAnswer {
  readonly accepted: number;
  readonly duplicate: number;
  readonly refused: number;
  readonly receipts: readonly Receipt[];
}

/** Takes the events of one request. */
export async function submitEvents(
  house: House,
  metrics: Metrics,
  sent: SentEvents,
  principal: Principal,
  options: SubmitOptions,
): Promise<SubmitAnswer> {
  const receipts = await house.intake.submit(sent.events, principal, options);
  const answer = { accepted: 0, duplicate: 0, refused: 0, receipts };
  for (const { verdict } of receipts) answer[verdict]++;
  if (!options.validateOnly) metrics.events(answer);
  return answer;
}
