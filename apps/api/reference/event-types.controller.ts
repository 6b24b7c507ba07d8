import { Controller, Get } from '@nestjs/common';
import { cloudEventTypeOf, eventType, eventTypes, Text, type EventType } from '#libs/cases';
import { envelopeSchema, exampleEvent } from '../events/event-schemas.js';
import { eventTypeAnswer, eventTypeList } from '../operations/answers.js';
import { Path } from '../operations/arguments.js';
import { jsonType, Operation } from '../operations/operation.js';
import { Problem } from '../problems/problem.js';

export class EventTypePath {
  @Text({
    en: 'Name of the event type.',
    da: 'Hændelsestype',
    max: 60,
    pattern: /^[a-z0-9-]+$/,
    example: 'placement-decided',
  })
  name!: string;
}

@Controller('v1/event-types')
export class EventTypesController {
  @Get()
  @Operation({
    id: 'listEventTypes',
    group: 'Reference',
    en: 'Every event type',
    da: 'Alle hændelsestyper',
    roles: ['publish', 'read'],
    gives: [jsonType],
    answer: eventTypeList,
  })
  list() {
    return { eventTypes: eventTypes().map(headOf) };
  }

  @Get(':name')
  @Operation({
    id: 'getEventType',
    group: 'Reference',
    en: 'An event type with its JSON Schema and an example',
    da: 'En hændelsestype med JSON Schema og eksempel',
    roles: ['publish', 'read'],
    path: EventTypePath,
    gives: [jsonType],
    answer: eventTypeAnswer,
    problems: ['event-type.unknown'],
  })
  get(@Path() { name }: EventTypePath) {
    const type = eventType(name);
    if (!type) throw new Problem('event-type.unknown');
    return { ...headOf(type), schema: envelopeSchema(type), example: exampleEvent(type) };
  }
}

const headOf = (type: EventType) => {
  const { name, version, family, en, da, rules } = type;
  return { name, version, type: cloudEventTypeOf(type), family, en, da, rules };
};
