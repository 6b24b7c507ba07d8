import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { DeliverOrder, DeliveryResult, House } from '#apps/house';
import type { Principal } from '#libs/intake';
import { HOUSE } from '../parts.js';

/** Deliver a statistic, or what came since it was delivered. */
export class Deliver extends Command<DeliveryResult | null> {
  constructor(
    readonly kind: 'full' | 'supplement',
    readonly order: DeliverOrder,
    readonly principal: Principal,
  ) {
    super();
  }
}

@CommandHandler(Deliver)
export class DeliverHandler implements ICommandHandler<Deliver> {
  /** Deliveries render one at a time: two at once would each hold a whole stock's tokens. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(@Inject(HOUSE) private readonly house: House) {}

  execute({ kind, order, principal }: Deliver): Promise<DeliveryResult | null> {
    const { deliveries } = this.house;
    const next = this.#last.then(() =>
      kind === 'full' ? deliveries.deliver(order, principal) : deliveries.supplement(order, principal),
    );
    this.#last = next.catch(() => {});
    return next;
  }
}
