import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { House } from '#apps/house';
import type { Principal, Receipt, SubmitOptions } from '#libs/intake';
import { Metrics } from '../observe/metrics.js';
import { HOUSE } from '../parts.js';
import type { SentEvents } from './read-events.js';

/** Take the events of one request. */
export class SubmitEvents extends Command<SubmitAnswer> {
  constructor(
    readonly sent: SentEvents,
    readonly principal: Principal,
    readonly options: SubmitOptions,
  ) {
    super();
  }
}

/** What became of them, and of each in the order sent. */
export interface SubmitAnswer {
  readonly accepted: number;
  readonly duplicate: number;
  readonly refused: number;
  readonly receipts: readonly Receipt[];
}

@CommandHandler(SubmitEvents)
export class SubmitEventsHandler implements ICommandHandler<SubmitEvents> {
  constructor(
    @Inject(HOUSE) private readonly house: House,
    @Inject(Metrics) private readonly metrics: Metrics,
  ) {}

  async execute({ sent, principal, options }: SubmitEvents): Promise<SubmitAnswer> {
    const receipts = await this.house.intake.submit(sent.events, principal, options);
    const counts = { accepted: 0, duplicate: 0, refused: 0 };
    for (const { verdict } of receipts) counts[verdict]++;
    if (!options.validateOnly) this.metrics.events(counts);
    return { ...counts, receipts };
  }
}
