import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { problemOf } from './problem-of.js';
import { Problem } from './problem.js';

export type SendProblem = (error: unknown, request: FastifyRequest, reply: FastifyReply) => void;

/** Answers with the problem of an error, and logs faults of the server. */
export const problemSender =
  (logger: Logger): SendProblem =>
  (error, request, reply) => {
    const { status, code, headers, body } = problemOf(error, request.id);
    // A client that left in the middle of its request is no fault of ours.
    const left = request.raw.socket.destroyed && (error as { code?: unknown } | null)?.code === 'ECONNRESET';
    if (status >= 500 && !(error instanceof Problem) && !left) logFault(logger, error, request);
    request.problemCode = code;
    if (reply.sent || reply.raw.headersSent) return void reply.raw.destroy();
    void reply
      .code(status)
      // A body that was not read is thrown away as it comes, so that its sender gets to read the answer.
      .removeHeader('connection')
      .headers(headers)
      .type('application/problem+json; charset=utf-8')
      .send(JSON.stringify(body));
  };

/** An error's own message could hold what was sent, so its kind and its place in the code are logged. */
export function logFault(logger: Logger, error: unknown, { id, routeOptions }: FastifyRequest): void {
  const { name, stack } = error instanceof Error ? error : new Error();
  const code = (error as { code?: unknown } | null)?.code;
  const frames = stack?.split('\n').filter((line) => line.startsWith('    at '));
  logger.error({ requestId: id, route: routeOptions.url, error: name, code, frames }, 'request failed');
}
