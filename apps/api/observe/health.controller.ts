import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { House } from '#apps/house';
import { liveAnswer, stateAnswer } from '../operations/answers.js';
import { jsonType, Operation } from '../operations/operation.js';
import { HOUSE } from '../parts.js';
import { Problem } from '../problems/problem.js';
import { Metrics } from './metrics.js';

/** Events that the projections of a new process may lack. */
const behindAtMost = 1_000;

@Controller()
export class HealthController {
  #hasCaughtUp = false;

  constructor(
    @Inject(HOUSE) private readonly house: House,
    @Inject(Metrics) private readonly metrics: Metrics,
  ) {}

  @Get('health/live')
  @Operation({
    id: 'live',
    group: 'Health',
    en: 'The process answers',
    da: 'Processen svarer',
    roles: 'open',
    gives: [jsonType],
    answer: liveAnswer,
  })
  live(): { status: string } {
    return { status: 'live' };
  }

  @Get('health/ready')
  @Operation({
    id: 'ready',
    group: 'Health',
    en: 'Events are taken and the projections follow; 503 while they stand still or are first built beside others, the event store is away or the server closes',
    da: 'Hændelser modtages, og projektionerne følger med; 503, mens de står stille eller først bygges ved siden af andre, hændelseslageret er væk, eller serveren lukker',
    roles: 'open',
    gives: [jsonType],
    answer: stateAnswer,
    problems: ['server.not-ready'],
  })
  ready(): { status: string; head: number; projected: number } {
    const { head, projected, failure, store } = this.house.status();
    // Why is in the log: a failure's text is the operator's.
    if (failure !== null || store?.connected === false) throw new Problem('server.not-ready');
    // Others answer for a process that is new on an event store; one that is alone takes events meanwhile.
    if (store !== null && !this.#hasCaughtUp && head - projected > behindAtMost) throw new Problem('server.not-ready');
    this.#hasCaughtUp = true;
    return { status: 'ready', head, projected };
  }

  @Get('metrics')
  @Operation({
    id: 'metrics',
    group: 'Health',
    en: 'Metrics for Prometheus',
    da: 'Målinger til Prometheus',
    roles: 'open',
    gives: ['text/plain'],
  })
  async scrape(@Res() reply: FastifyReply): Promise<void> {
    const { registry } = this.metrics;
    const text = await registry.metrics();
    void reply.type(registry.contentType).send(text);
  }
}
