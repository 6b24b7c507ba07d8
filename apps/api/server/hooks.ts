import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { Limits } from '../api-options.js';
import type { Metrics } from '../observe/metrics.js';
import { batchType, eventType, gzipType, jsonType, ndjsonType } from '../operations/operation.js';
import { Problem } from '../problems/problem.js';
import type { Authenticate } from './authenticate.js';
import { checkBody, checkHead, hasBody } from './check-request.js';
import { endInTime } from './end-in-time.js';
import type { RouteBook } from './route-book.js';
import type { Running } from './running.js';
import { watchResponse } from './watch-response.js';
import { wholeBody } from './whole-body.js';

export interface HookParts {
  readonly routes: RouteBook;
  readonly running: Running;
  readonly metrics: Metrics;
  readonly logger: Logger;
  readonly authenticate: Authenticate;
  readonly limits: Limits;
  readonly bodyLimit: number;
}

/** What happens to every request before and after its controller. */
export function addHooks(fastify: FastifyInstance, parts: HookParts): void {
  const { routes, running, authenticate, limits } = parts;
  for (const name of ['principal', 'problemCode', 'share']) fastify.decorateRequest(name, undefined);
  fastify.decorateRequest('gives', '');
  takeBodies(fastify, parts);
  for (const name of ['asked', 'named']) fastify.decorateRequest(name, null as unknown as object);

  fastify.addHook('onRequest', async (request, reply) => {
    request.share = running.begin();
    watchResponse(request, reply, parts, () => {
      request.share?.end();
      if (running.closing) setImmediate(() => fastify.server.closeIdleConnections());
    });
    secure(request, reply);
    if (running.closing) throw new Problem('server.closing', { headers: { connection: 'close' } });
    if (!request.share) throw new Problem('server.busy');
    checkHead(request, routes, authenticate);
    if (hasBody(request) && !request.routeOptions.config.operation?.streams) endInTime(request.raw, limits.body);
  });
  fastify.addHook('preHandler', async (request) => checkBody(request));
  fastify.addHook('onSend', async (request, reply) => {
    if (running.closing) void reply.header('connection', 'close');
  });
}

/** Bodies as they are: whole bytes for what is parsed strictly later, the stream itself for imports. */
function takeBodies(fastify: FastifyInstance, { bodyLimit }: HookParts): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser([jsonType, eventType, batchType], (request: FastifyRequest) =>
    wholeBody(request, bodyLimit),
  );
  fastify.addContentTypeParser([ndjsonType, gzipType], (_, stream, done) => done(null, stream));
}

function secure({ id }: FastifyRequest, reply: FastifyReply): void {
  void reply.headers({
    'x-request-id': id,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  });
}
