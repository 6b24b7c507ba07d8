import { Controller, Get, Inject } from '@nestjs/common';
import type { EventAnswer, House } from '#apps/house';
import { eventIdOf, type Principal } from '#libs/intake';
import { eventAnswer, refusalPage } from '../operations/answers.js';
import { Asked, Path, Who } from '../operations/arguments.js';
import { jsonType, Operation } from '../operations/operation.js';
import { HOUSE } from '../parts.js';
import { Problem } from '../problems/problem.js';
import { EventPath, EventQuery, RefusalQuery } from './event-queries.js';

@Controller('v1')
export class EventsController {
  constructor(@Inject(HOUSE) private readonly house: House) {}

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
  async refusals(@Asked() { month, after = 0, limit = 100 }: RefusalQuery, @Who() who: Principal) {
    const { refusals, credentials } = this.house;
    await refusals.caughtUp();
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
