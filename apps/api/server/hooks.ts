import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { Limits } from '../api-options.js';
import type { Metrics } from '../observe/metrics.js';
import { Problem } from '../problems/problem.js';
import type { Authenticate } from './authenticate.js';
import { checkBody, checkHead, hasBody } from './check-request.js';
import type { RouteBook } from './route-book.js';
import type { Running } from './running.js';
import { watchResponse } from './watch-response.js';

export interface HookParts {
  readonly routes: RouteBook;
  readonly running: Running;
  readonly metrics: Metrics;
  readonly logger: Logger;
  readonly authenticate: Authenticate;
  readonly limits: Limits;
}

/** What happens to every request before and after its controller. */
export function addHooks(fastify: FastifyInstance, parts: HookParts): void {
  const { routes, running, authenticate, limits } = parts;
  for (const name of ['principal', 'problemCode']) fastify.decorateRequest(name, undefined);
  fastify.decorateRequest('gives', '');
  for (const name of ['asked', 'named']) fastify.decorateRequest(name, null as unknown as object);

  fastify.addHook('onRequest', async (request, reply) => {
    const room = running.begin();
    watchResponse(request, reply, parts, () => {
      if (room) running.done();
      if (running.closing) setImmediate(() => fastify.server.closeIdleConnections());
    });
    secure(reply);
    if (running.closing) throw new Problem('server.closing', { headers: { connection: 'close' } });
    if (!room) throw new Problem('server.busy');
    checkHead(request, routes, authenticate);
    if (hasBody(request) && !request.routeOptions.config.operation?.streams) readInTime(request, limits.body);
  });
  fastify.addHook('preHandler', async (request) => checkBody(request));
  fastify.addHook('onSend', async (request, reply) => {
    if (running.closing) void reply.header('connection', 'close');
  });
}

function secure(reply: FastifyReply): void {
  void reply.headers({
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  });
}

/** A body that drips in byte by byte would hold its connection for ever; also one whose request was answered long ago. */
function readInTime({ raw }: FastifyRequest, ms: number): void {
  const { socket } = raw;
  const timer = setTimeout(() => socket.destroy(), ms);
  const stop = (): void => {
    clearTimeout(timer);
    socket.off('close', stop);
  };
  // A request that was answered before its end tells of neither its end nor its close when the connection goes.
  socket.once('close', stop);
  raw.once('end', stop).once('close', stop);
}
