import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { Limits } from '../api-options.js';
import type { Metrics } from '../observe/metrics.js';
import { batchType, eventType, gzipType, jsonType, ndjsonType } from '../operations/operation.js';
import { Problem } from '../problems/problem.js';
import type { Authenticate } from './authenticate.js';
import { checkBody, checkHead } from './check-request.js';
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

/** What happens to every request before and after its controller. Hooks with callbacks: a promise each would cost every request. */
export function addHooks(fastify: FastifyInstance, parts: HookParts): void {
  const { running } = parts;
  for (const name of ['principal', 'problemCode', 'share']) fastify.decorateRequest(name, undefined);
  fastify.decorateRequest('gives', '');
  takeBodies(fastify, parts);
  for (const name of ['asked', 'named']) fastify.decorateRequest(name, null as unknown as object);
  const over = (request: FastifyRequest): void => {
    request.share?.end();
    if (running.closing) setImmediate(() => fastify.server.closeIdleConnections());
  };
  fastify.addHook('onRequest', (request, reply, done) => {
    try {
      letIn(request, reply, parts, over);
    } catch (problem) {
      return done(problem as Error);
    }
    done();
  });
  fastify.addHook('onSend', (_, reply, _payload, done) => {
    if (running.closing) void reply.header('connection', 'close');
    done();
  });
}

/** @throws Problem */
function letIn(
  request: FastifyRequest,
  reply: FastifyReply,
  { running, routes, authenticate, ...watchers }: HookParts,
  over: (request: FastifyRequest) => void,
): void {
  request.share = running.begin();
  watchResponse(request, reply, watchers, over);
  void reply.headers({ 'x-request-id': request.id, ...secure });
  if (running.closing) throw new Problem('server.closing', { headers: { connection: 'close' } });
  if (!request.share && !isHealth(request)) throw new Problem('server.busy');
  checkHead(request, routes, authenticate);
}

/** How the server is can be asked however much is under way: who asks would take a busy server for a dead one. Such requests bring no body. */
const isHealth = ({ routeOptions }: FastifyRequest): boolean => routeOptions.config.operation?.group === 'Health';

const secure = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
};

/** Bodies as they are: whole bytes, read by the operation's DTO where it has one; for imports the stream itself. */
function takeBodies(fastify: FastifyInstance, { bodyLimit, limits }: HookParts): void {
  fastify.removeAllContentTypeParsers();
  const bounds = { bytes: bodyLimit, ms: limits.body };
  fastify.addContentTypeParser([jsonType, eventType, batchType], (request: FastifyRequest, _, done) =>
    wholeBody(request, bounds, (error, bytes) => (error ? done(error) : checkBody(request, bytes, done))),
  );
  fastify.addContentTypeParser([ndjsonType, gzipType], (_, stream, done) => done(null, stream));
}
