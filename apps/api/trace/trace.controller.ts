import { Controller, Inject, Post } from '@nestjs/common';
import type { House, TraceLine, TraceRequest } from '#apps/house';
import type { Principal } from '#libs/intake';
import { traceAnswer } from '../operations/answers.js';
import { Sent, Who } from '../operations/arguments.js';
import { jsonType, Operation } from '../operations/operation.js';
import { HOUSE } from '../parts.js';
import { TraceCase, TraceNumber, TracePseudonym } from './trace-requests.js';

@Controller('v1/trace')
export class TraceController {
  constructor(@Inject(HOUSE) private readonly house: House) {}

  @Post()
  @Operation({
    id: 'trace',
    group: 'Trace',
    en: 'Everything of a person or a case: who said what, when, which rows it moved, and which deliveries hold them',
    da: 'Alt om en person eller en sag: hvem sagde hvad, hvornår, hvilke rækker det flyttede, og hvilke leverancer der har dem',
    more: 'Asked by POST, since a CPR number must never stand in a URL.',
    roles: ['audit'],
    takes: [jsonType],
    body: [TraceNumber, TracePseudonym, TraceCase],
    gives: [jsonType],
    answer: traceAnswer,
    problems: ['trace.unknown', 'body.invalid'],
  })
  async trace(
    @Sent() about: TraceNumber | TracePseudonym | TraceCase,
    @Who() who: Principal,
  ): Promise<{ lines: readonly TraceLine[] }> {
    return { lines: await this.house.tables.trace(about as TraceRequest, who) };
  }
}
