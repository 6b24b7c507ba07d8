import { Module, type DynamicModule } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import type { Logger } from 'pino';
import type { House } from '#apps/house';
import type { Limits, Serving } from './api-options.js';
import { DeliverHandler } from './deliveries/deliver.js';
import { DeliveriesController } from './deliveries/deliveries.controller.js';
import { DocsController } from './docs/docs.controller.js';
import { EventsController } from './events/events.controller.js';
import { ImportEventsHandler } from './imports/import-events.js';
import { ImportsController } from './imports/imports.controller.js';
import { HealthController } from './observe/health.controller.js';
import { JobsController } from './jobs/jobs.controller.js';
import { Metrics } from './observe/metrics.js';
import { OperateController } from './operate/operate.controller.js';
import { BackUpHandler, RebuildHandler, SealUpHandler, TakeSnapshotHandler } from './operate/operate.js';
import { AUTHENTICATE, HOUSE, LIMITS, LOGGER } from './parts.js';
import { CodeListsController } from './reference/code-lists.controller.js';
import { EventTypesController } from './reference/event-types.controller.js';
import type { Authenticate } from './server/authenticate.js';
import { RouteBook } from './server/route-book.js';
import { Running } from './server/running.js';
import { TraceController } from './trace/trace.controller.js';
import { FormsController } from './views/forms.controller.js';
import { ViewsController } from './views/views.controller.js';

export interface ModuleParts {
  readonly house: House;
  readonly running: Running;
  readonly routes: RouteBook;
  readonly metrics: Metrics;
  readonly logger: Logger;
  readonly limits: Limits;
  readonly authenticate: Authenticate;
}

/** In the order in which the documentation shows them. */
const controllers = [
  EventsController,
  ImportsController,
  CodeListsController,
  EventTypesController,
  ViewsController,
  FormsController,
  TraceController,
  DeliveriesController,
  JobsController,
  OperateController,
  HealthController,
  DocsController,
];

const operating = [JobsController, OperateController, HealthController];

const handlers = [
  ImportEventsHandler,
  DeliverHandler,
  BackUpHandler,
  RebuildHandler,
  SealUpHandler,
  TakeSnapshotHandler,
];

@Module({})
export class ApiModule {}

/** The API of one house. */
export const apiModule = (
  { house, running, routes, metrics, logger, limits, authenticate }: ModuleParts,
  serving: Serving,
): DynamicModule => ({
  module: ApiModule,
  imports: [CqrsModule.forRoot()],
  controllers: serving === 'all' ? controllers : operating,
  providers: [
    ...handlers,
    { provide: HOUSE, useValue: house },
    { provide: LIMITS, useValue: limits },
    { provide: AUTHENTICATE, useValue: authenticate },
    { provide: LOGGER, useValue: logger },
    { provide: Running, useValue: running },
    { provide: RouteBook, useValue: routes },
    { provide: Metrics, useValue: metrics },
  ],
});
