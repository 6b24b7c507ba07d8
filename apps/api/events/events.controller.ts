import { Controller, Get, Inject, Post, Req } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyRequest } from 'fastify';
import type { EventAnswer, House } from '#apps/house';
import { eventIdOf, type Principal } from '#libs/intake';
import { eventAnswer, refusalPage, submitAnswer } from '../operations/answers.js';
import { Asked, Path, Sent, Who } from '../operations/arguments.js';
import { batchType, eventType, jsonType, Operation } from '../operations/operation.js';
import { HOUSE } from '../parts.js';
import { Problem } from '../problems/problem.js';
import { readMediaType } from '../server/media-types.js';
import { EventPath, EventQuery, RefusalQuery, SubmitQuery } from './event-queries.js';
import { eventExample, eventsSchema } from './event-schemas.js';
import { readEvents, readExpectedRevision } from './read-events.js';
import { SubmitEvents, type SubmitAnswer } from './submit-events.js';

@Controller('v1')
export class EventsController {
  constructor(
    @Inject(HOUSE) private readonly house: House,
    @Inject(CommandBus) private readonly commands: CommandBus,
  ) {}

  @Post('events')
  @Operation({
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
  })
  async submit(
    @Req() request: FastifyRequest,
    @Sent() bytes: Buffer,
    @Asked() asked: SubmitQuery,
    @Who() who: Principal,
  ): Promise<SubmitAnswer> {
    const expectedRevision = readExpectedRevision(request.headers['expected-revision']);
    const { type } = readMediaType(request.headers['content-type'])!;
    const sent = readEvents(bytes, type, this.house.config.bodyLimit);
    const options = { ...asked, ...(expectedRevision !== undefined && { expectedRevision }) };
    const answer = await this.commands.execute(new SubmitEvents(sent, who, options));
    const [receipt] = answer.receipts;
    if (sent.single && receipt?.verdict === 'refused') throw new Problem('events.refused', { members: { ...receipt } });
    return answer;
  }

  @Get('events')
  @Operation({
    id: 'findEvent',
    group: 'Events',
    en: "What is known of an event, by the sender's own id",
    da: 'Hvad der vides om en hændelse, efter afsenders id',
    roles: ['publish', 'read'],
    query: EventQuery,
    gives: [jsonType],
    answer: eventAnswer,
    problems: ['event.unknown'],
  })
  find(@Asked() { id }: EventQuery, @Who() who: Principal): Promise<EventAnswer> {
    return this.#known(eventIdOf(who.system, id), who);
  }

  @Get('events/:eventId')
  @Operation({
    id: 'getEvent',
    group: 'Events',
    en: 'What is known of an event: where it lies, why it was refused, and what is open about it',
    da: 'Hvad der vides om en hændelse: hvor den ligger, hvorfor den blev afvist, og hvad der er åbent om den',
    roles: ['publish', 'read'],
    path: EventPath,
    gives: [jsonType],
    answer: eventAnswer,
    problems: ['event.unknown'],
  })
  get(@Path() { eventId }: EventPath, @Who() who: Principal): Promise<EventAnswer> {
    return this.#known(eventId.toLowerCase(), who);
  }

  @Get('refusals')
  @Operation({
    id: 'listRefusals',
    group: 'Events',
    en: 'Refused events of the own case system and reporters, month by month; of all for the role operate',
    da: 'Afviste hændelser fra eget fagsystem og egne indberettere, måned for måned; alle for rollen operate',
    roles: ['publish', 'read', 'operate'],
    query: RefusalQuery,
    gives: [jsonType],
    answer: refusalPage,
  })
  refusals(@Asked() { month, after = 0, limit = 100 }: RefusalQuery, @Who() who: Principal) {
    const { refusals, credentials } = this.house;
    const months = refusals.months();
    const shown = month ?? months.at(-1) ?? null;
    const senders = who.roles.includes('operate') ? undefined : credentials.sendersFor(who);
    const page = shown === null ? [] : refusals.list(shown, after, limit, senders);
    return { month: shown, months, refusals: page, next: page.length === limit ? page.at(-1)!.seq : null };
  }

  async #known(eventId: string, who: Principal): Promise<EventAnswer> {
    const answer = await this.house.tables.event(eventId, who);
    if (answer.stored.length + answer.refused.length === 0) throw new Problem('event.unknown');
    return answer;
  }
}
