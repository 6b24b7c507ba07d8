import { cloudEventTypeOf, eventType, eventTypes, exampleOf, type EventType } from '#libs/cases';

export type Data = Record<string, unknown>;

/** A good content of a type, every example filled in; a correction and a retraction of a start. */
export function goodData(name: string, full = true): Data {
  const type = eventType(name)!;
  if (name !== 'correction') return exampleOf(type.data, full);
  return {
    ...reporter,
    root: 'evt-0001',
    type: 'placement-started',
    reason: 'error',
    content: goodData('placement-started'),
  };
}

const reporter = { reporter: '751' };

/** An envelope around a content. */
export const cloudEvent = (name: string, data: unknown, id = 'evt-1'): Data => ({
  specversion: '1.0',
  id,
  source: '/case-system',
  type: cloudEventTypeOf(eventType(name)!),
  datacontenttype: 'application/json',
  data,
});

/** A good event of a type, some of its fields replaced; a field set to undefined is left out. */
export function event(name: string, replaced: Data = {}, id = 'evt-1'): Data {
  const data = { ...goodData(name), ...replaced };
  for (const field of Object.keys(data)) if (data[field] === undefined) delete data[field];
  return cloudEvent(name, data, id);
}

/** Every type of the catalogue, for `it.each`. */
export const everyType = (): readonly EventType[] => eventTypes();
