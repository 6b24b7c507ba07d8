import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { problemOf } from './problem-of.js';

/** Answers with the problem of an error. A fault of ours is logged without its message, which could hold what was sent. */
export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const { status, code, headers, body } = problemOf(error, request.id);
  if (code === 'server.failed' || status >= 500) logFault(error, code, request);
  if (reply.sent || reply.raw.destroyed) return;
  if (reply.raw.headersSent) return void reply.raw.destroy();
  request.problemCode = code;
  void reply.code(status).headers(headers).type('application/problem+json; charset=utf-8').send(JSON.stringify(body));
}

function logFault(error: unknown, code: string, request: FastifyRequest): void {
  const { name, stack } = error instanceof Error ? error : new Error();
  const inner = (error as { code?: unknown } | null)?.code;
  const frames = stack?.split('\n').filter((line) => line.startsWith('    at '));
  request.log.error({ requestId: request.id, code, error: name, inner, frames }, 'request failed');
}

/** Every error that leaves a controller, a hook or a parser. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    sendProblem(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }
}
