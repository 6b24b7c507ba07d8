import './operations/request.js';
import { isIPv6, type AddressInfo } from 'node:net';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import type { House } from '#apps/house';
import { usualLimits, type ApiOptions } from './api-options.js';
import { apiModule } from './api-module.js';
import { addSubmitRoute } from './events/submit-route.js';
import { Metrics } from './observe/metrics.js';
import { ProblemFilter } from './problems/problem-filter.js';
import { problemSender } from './problems/send-problem.js';
import { authenticator } from './server/authenticate.js';
import { addHooks } from './server/hooks.js';
import { httpServer } from './server/http-server.js';
import { RouteBook } from './server/route-book.js';
import { Running } from './server/running.js';

/** The API while it runs. */
export interface Api {
  /** Where it listens, without a slash at the end. */
  readonly url: string;
  /** Listens no more, answers what is under way, refuses what still comes, and resolves when all connections are closed. */
  close(): Promise<void>;
}

/** How many of the longest bodies all requests may hold together. */
const bodiesHeld = 4;

/** Opens the door of a house. The house is the caller's to close, after the API. */
export async function startApi(house: House, options: ApiOptions): Promise<Api> {
  const { host = house.config.host, port = house.config.port, logger, serving = 'all' } = options;
  const { bodyLimit } = house.config;
  const limits = { ...usualLimits, ...options.limits };
  const running = new Running(limits.running, bodiesHeld * bodyLimit);
  const routes = new RouteBook();
  const metrics = new Metrics(house, () => running.count);
  const sendProblem = problemSender(logger);
  const adapter = httpServer(limits, sendProblem);
  const fastify = adapter.getInstance() as unknown as FastifyInstance;
  routes.follow(fastify);
  const authenticate = authenticator(house, options.operatorToken);
  if (serving === 'all') addSubmitRoute(fastify, house, metrics);
  addHooks(fastify, { routes, running, metrics, logger, authenticate, limits, bodyLimit });
  const module = apiModule({ house, running, routes, metrics, logger, limits, authenticate }, serving);
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    bodyParser: false,
    logger: false,
    abortOnError: false,
  });
  app.useGlobalFilters(new ProblemFilter(sendProblem));
  await app.listen({ host, port });
  const address = fastify.server.address() as AddressInfo;
  const name = isIPv6(address.address) ? `[${address.address}]` : address.address;
  return {
    url: `http://${name}:${address.port}`,
    async close() {
      running.close();
      await app.close();
    },
  };
}
