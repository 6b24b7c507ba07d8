import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { House } from '#apps/house';
import type { SubmitOptions } from '#libs/intake';
import type { Metrics } from '../observe/metrics.js';
import { submitAnswer } from '../operations/answers.js';
import { batchType, eventType, jsonType, type OperationInfo } from '../operations/operation.js';
import { Problem } from '../problems/problem.js';
import { readMediaType } from '../server/media-types.js';
import { SubmitQuery } from './event-queries.js';
import { eventExample, eventsSchema } from './event-schemas.js';
import { readEvents, readExpectedRevision } from './read-events.js';
import { submitEvents, type SubmitAnswer } from './submit-events.js';
import { writeAnswer } from './write-answer.js';

const operation: OperationInfo = {
  id: 'submitEvents',
  group: 'Events',
  en: 'Send events',
  da: 'Send hændelser',
  more:
    'CloudEvents 1.0, structured: a single event, or a batch of at most 10 000. Each is judged alone and answered with a receipt; ' +
    'in a batch the good ones are taken though others are refused. A single refused event is answered 422. ' +
    'The answer is given when everything accepted is durable. Sending the same again is safe.',
  roles: ['publish'],
  query: SubmitQuery,
  headers: {
    'Expected-Revision':
      'Of a single event: the revision its stream is believed to stand at, -1 = none yet. Otherwise it is refused (SYS-expected-revision).',
  },
  takes: [eventType, batchType, jsonType],
  bodySchema: eventsSchema,
  example: eventExample(),
  gives: [jsonType],
  answer: submitAnswer,
  problems: [
    'events.refused',
    'events.batch-expected',
    'header.invalid',
    'intake.too-many-events',
    'intake.expected-revision',
    'intake.import-id',
    'intake.import-not-yours',
  ],
};

/**
 * `POST /v1/events`. The one route that is asked thousands of times a second stands on Fastify itself: Nest's way to a controller, its
 * decorated arguments and its command bus cost as much as judging an event.
 */
export function addSubmitRoute(fastify: FastifyInstance, house: House, metrics: Metrics): void {
  fastify.route({
    method: 'POST',
    url: '/v1/events',
    config: { operation },
    handler(request, reply) {
      submit(request, house, metrics).then(
        (answer) => reply.type('application/json; charset=utf-8').send(writeAnswer(answer)),
        (error: unknown) => reply.send(error),
      );
    },
  });
}

async function submit(request: FastifyRequest, house: House, metrics: Metrics): Promise<SubmitAnswer> {
  const expectedRevision = readExpectedRevision(request.headers['expected-revision']);
  const { type } = readMediaType(request.headers['content-type'])!;
  const sent = readEvents(request.body as Buffer, type, house.config.bodyLimit);
  const options: SubmitOptions = { ...request.asked, ...(expectedRevision !== undefined && { expectedRevision }) };
  const answer = await submitEvents(house, metrics, sent, request.principal!, options);
  const [receipt] = answer.receipts;
  if (sent.single && receipt?.verdict === 'refused') throw new Problem('events.refused', { members: { ...receipt } });
  return answer;
}
