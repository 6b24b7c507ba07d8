import { randomUUID } from 'node:crypto';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Limits } from '../api-options.js';
import type { SendProblem } from '../problems/send-problem.js';
import { answerClientError } from './client-errors.js';

/**
 * The HTTP server with every bound that Node and Fastify know; Fastify logs nothing itself: some of its lines
 * hold the raw URL.
 */
export function httpServer(limits: Limits, sendProblem: SendProblem): FastifyAdapter {
  return new FastifyAdapter({
    // An id of a client's making is not trusted to be one.
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    routerOptions: { maxParamLength: 200 },
    // Fastify's own answer is no problem document: `checkHead` says 503.
    return503OnClosing: false,
    // The body of a stream has no end in time; `readBodyInTime` bounds the others.
    requestTimeout: 0,
    keepAliveTimeout: 30_000,
    http: {
      headersTimeout: limits.head,
      connectionsCheckingInterval: Math.min(limits.head, 5000),
      maxHeaderSize: 16_384,
    },
    clientErrorHandler: answerClientError,
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => sendProblem(error, request, reply),
    skipMiddie: true,
  });
}
