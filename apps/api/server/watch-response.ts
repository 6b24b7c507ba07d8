import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { Metrics } from '../observe/metrics.js';

export interface Watchers {
  readonly metrics: Metrics;
  readonly logger: Logger;
}

/** What is logged and counted of a request; the raw URL never is. */
export function watchResponse(
  request: FastifyRequest,
  reply: FastifyReply,
  { metrics, logger }: Watchers,
  done: (request: FastifyRequest) => void,
): void {
  const began = performance.now();
  // `close` comes after every answer, and also when the client leaves before it.
  reply.raw.once('close', () => {
    done(request);
    const ms = performance.now() - began;
    const aborted = !reply.raw.writableFinished;
    const status = aborted && !reply.raw.headersSent ? 499 : reply.raw.statusCode;
    const route = routeOf(request);
    metrics.request(methodOf(request), route, status, ms / 1000);
    if (!logger.isLevelEnabled('info')) return;
    const line = {
      requestId: request.id,
      method: methodOf(request),
      route,
      status,
      ms: Math.round(ms * 10) / 10,
      principal: request.principal?.id,
      ...(request.problemCode && { problem: request.problemCode }),
      ...(aborted && { aborted }),
    };
    logger.info(line, 'request');
  });
}

const usual = ['GET', 'HEAD', 'POST', 'OPTIONS', 'PUT', 'PATCH', 'DELETE'];
/** A client may send a hundred methods; each would be a series of its own. */
const methodOf = ({ method }: FastifyRequest): string => (usual.includes(method) ? method : 'other');

/** The template of the route: `/v1/events/:eventId`, never what stood in its place. */
const routeOf = ({ is404, routeOptions }: FastifyRequest): string => (is404 ? 'none' : (routeOptions.url ?? 'none'));
