import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { SendProblem } from './send-problem.js';

/** Every error that leaves a controller, a hook or a parser is answered as a problem. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly send: SendProblem) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.send(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }
}
