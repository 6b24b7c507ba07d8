import type { FastifyRequest } from 'fastify';
import { gzipType, ndjsonType, type OperationInfo } from '../operations/operation.js';
import { readBody } from '../operations/read-body.js';
import { readTexts } from '../operations/read-parameters.js';
import { checkUrl, readQuery } from '../operations/read-query.js';
import { Problem } from '../problems/problem.js';
import { checkRole, type Authenticate } from './authenticate.js';
import { negotiate, readMediaType } from './media-types.js';
import type { RouteBook } from './route-book.js';

const longestUrl = 2048;

/** Whether a request brings a body. */
export const hasBody = ({ headers }: FastifyRequest): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

/**
 * All that can be judged before a byte of the body is read: the address, who asks, and the media types. So nobody without a
 * credential makes the server hold a body.
 * @throws Problem
 */
export function checkHead(request: FastifyRequest, routes: RouteBook, authenticate: Authenticate): void {
  if (request.url.length > longestUrl) throw new Problem('url.too-long');
  const { operation } = request.routeOptions.config;
  if (request.is404 || !operation) throw noRoute(request, routes);
  if (operation.roles !== 'open') {
    request.principal = authenticate(request.headers.authorization);
    checkRole(operation, request.principal);
  }
  const query = request.query as Record<string, unknown>;
  if (!isPlain(request)) checkUrl(pathOf(request), query);
  checkMediaTypes(request, operation);
  const gives = query['format'] === undefined ? negotiate(request.headers.accept, operation.gives) : operation.gives[0];
  if (!gives) throw new Problem('accept.none', { members: { offered: operation.gives } });
  request.gives = gives;
  request.asked = readQuery(operation.query, query);
  request.named = readPath(operation, request.params as Record<string, unknown>);
}

/** The path is a template of ours, without parameters, and there is no query: nothing was said in the URL. */
const isPlain = ({ url, routeOptions }: FastifyRequest): boolean => url === routeOptions.url;

const pathOf = ({ url }: FastifyRequest): string => url.split('?', 1)[0]!;

function noRoute(request: FastifyRequest, routes: RouteBook): Problem {
  const methods = routes.methodsAt(pathOf(request));
  if (methods.length === 0) return new Problem('route.unknown');
  return new Problem('method.not-allowed', { headers: { allow: methods.join(', ') } });
}

function readPath({ path }: OperationInfo, params: Readonly<Record<string, unknown>>): object {
  if (!path) return {};
  const read = readTexts(path, params);
  if ('wrong' in read) throw new Problem('route.unknown');
  return read.value;
}

function checkMediaTypes(request: FastifyRequest, { takes }: OperationInfo): void {
  if (!takes) {
    if (hasBody(request)) throw new Problem('body.media-type', { members: { accepted: [] } });
    return;
  }
  const type = request.headers['content-type'];
  if (takes.includes(type!) && request.headers['content-encoding'] === undefined) return;
  const found = readMediaType(type);
  const good = found && takes.includes(found.type) && (found.charset === undefined || /^utf-?8$/.test(found.charset));
  if (!good)
    throw new Problem('body.media-type', { headers: { accept: takes.join(', ') }, members: { accepted: takes } });
  const encoding = (request.headers['content-encoding'] ?? 'identity').toLowerCase();
  const mayPack = takes.includes(gzipType) && found.type === ndjsonType;
  if (encoding !== 'identity' && !(encoding === 'gzip' && mayPack)) {
    throw new Problem('body.encoding', { headers: { 'accept-encoding': mayPack ? 'gzip' : 'identity' } });
  }
}

/** The body as its controller gets it: what one of our own DTOs says, else the bytes. Tells JsonRejected, Problem `body.invalid`. */
export function checkBody(
  { routeOptions: { config } }: FastifyRequest,
  bytes: Buffer,
  done: (error: Error | null, body?: unknown) => void,
): void {
  let body: unknown = bytes;
  try {
    if (config.operation?.body) body = readBody(config.operation.body, bytes);
  } catch (error) {
    return done(error as Error);
  }
  done(null, body);
}
