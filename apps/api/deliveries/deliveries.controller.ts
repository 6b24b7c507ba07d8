import { Controller, Get, Inject, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { DeliveryNote, DeliveryResult, House } from '#apps/house';
import type { Principal } from '#libs/intake';
import type { Comparison, Manifest, Reproduction } from '#libs/reporting';
import {
  comparisonAnswer,
  deliveryAnswer,
  deliveryList,
  manifestAnswer,
  reproductionAnswer,
  statisticList,
  supplementAnswer,
} from '../operations/answers.js';
import { Asked, Path, Sent, Who } from '../operations/arguments.js';
import { jsonType, Operation } from '../operations/operation.js';
import { HOUSE } from '../parts.js';
import { reporterOf } from '../views/view-queries.js';
import {
  CompareOrder,
  DeliveryOrder,
  DeliveryPath,
  DeliveryQuery,
  orderOf,
  orderProblems,
  ReproduceOrder,
} from './delivery-requests.js';
import { Deliver } from './deliver.js';

@Controller('v1')
export class DeliveriesController {
  constructor(
    @Inject(HOUSE) private readonly house: House,
    @Inject(CommandBus) private readonly commands: CommandBus,
  ) {}

  @Get('statistics')
  @Operation({
    id: 'listStatistics',
    group: 'Deliveries',
    en: 'Every statistic that can be delivered',
    da: 'Alle statistikker, der kan leveres',
    roles: ['read', 'deliver'],
    gives: [jsonType],
    answer: statisticList,
  })
  statistics() {
    return { statistics: this.house.deliveries.statistics() };
  }

  @Post('deliveries')
  @Operation({
    id: 'deliver',
    group: 'Deliveries',
    en: 'Deliver a statistic',
    da: 'Lever en statistik',
    more:
      'Writes the files with numbers in clear into the output directory of the server, and the delivery into the ledger. ' +
      'The same order as of the same moment is the same delivery. The answer names the files and where they lie, and never holds their content.',
    roles: ['deliver'],
    takes: [jsonType],
    body: [DeliveryOrder],
    gives: [jsonType],
    answer: deliveryAnswer,
    problems: orderProblems,
  })
  deliver(@Sent() order: DeliveryOrder, @Who() who: Principal): Promise<DeliveryResult | null> {
    return this.commands.execute(new Deliver('full', orderOf(order), who));
  }

  @Post('deliveries/supplements')
  @Operation({
    id: 'deliverSupplement',
    group: 'Deliveries',
    en: 'Deliver what came since a period was delivered',
    da: 'Lever det, der er kommet, siden en periode blev leveret',
    roles: ['deliver'],
    takes: [jsonType],
    body: [DeliveryOrder],
    gives: [jsonType],
    answer: supplementAnswer,
    problems: [
      ...orderProblems,
      'delivery.no-supplement',
      'delivery.not-delivered-before',
      'delivery.supplement-behind',
    ],
  })
  async supplement(@Sent() order: DeliveryOrder, @Who() who: Principal) {
    return { supplement: await this.commands.execute(new Deliver('supplement', orderOf(order), who)) };
  }

  @Get('deliveries')
  @Operation({
    id: 'listDeliveries',
    group: 'Deliveries',
    en: 'Deliveries as the ledger has them',
    da: 'Leverancer, som protokollen har dem',
    roles: ['deliver'],
    query: DeliveryQuery,
    gives: [jsonType],
    answer: deliveryList,
  })
  list(@Asked() { reporter, ...rest }: DeliveryQuery, @Who() who: Principal): { deliveries: readonly DeliveryNote[] } {
    const filter = { ...rest, ...(reporter !== undefined && { reporter: reporterOf(reporter) }) };
    return { deliveries: this.house.deliveries.list(filter, who) };
  }

  @Get('deliveries/:statistic/:reporter/:number')
  @Operation({
    id: 'getManifest',
    group: 'Deliveries',
    en: 'The manifest of a delivery',
    da: 'En leverances manifest',
    roles: ['deliver'],
    path: DeliveryPath,
    gives: [jsonType],
    answer: manifestAnswer,
    problems: ['delivery.not-found', 'delivery.forbidden'],
  })
  manifest(@Path() { statistic, reporter, number }: DeliveryPath, @Who() who: Principal): Manifest {
    return this.house.deliveries.manifest(`${statistic}/${reporter}/${number}`, who);
  }

  @Post('deliveries/compare')
  @Operation({
    id: 'compareDeliveries',
    group: 'Deliveries',
    en: 'The difference between two deliveries: added, changed, gone, vanished',
    da: 'Forskellen mellem to leverancer: nye, ændrede, udgåede, forsvundne',
    roles: ['deliver'],
    takes: [jsonType],
    body: [CompareOrder],
    gives: [jsonType],
    answer: comparisonAnswer,
    problems: ['body.invalid', 'delivery.not-found', 'delivery.forbidden', 'compare.different-statistics'],
  })
  compare(@Sent() { earlier, later }: CompareOrder, @Who() who: Principal): Promise<Comparison> {
    return this.house.deliveries.compare(earlier, later, who);
  }

  @Post('deliveries/reproduce')
  @Operation({
    id: 'reproduceDelivery',
    group: 'Deliveries',
    en: 'Make a delivery again without writing it, and say whether it is the same',
    da: 'Lav en leverance igen uden at skrive den, og sig, om den er den samme',
    roles: ['deliver', 'audit'],
    takes: [jsonType],
    body: [ReproduceOrder],
    gives: [jsonType],
    answer: reproductionAnswer,
    problems: ['body.invalid', 'delivery.not-found', 'delivery.forbidden'],
  })
  reproduce(@Sent() { id }: ReproduceOrder, @Who() who: Principal): Promise<Reproduction> {
    return this.house.deliveries.reproduce(id, who);
  }
}
