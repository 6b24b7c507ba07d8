import type { EventData } from '../common/event-data.js';

/**
 * Which stream an event lies in: a case family (`placement-…`, `support-…`, `case-…` for what joins cases),
 * a person (`person-…`) or a reporter (`reporter-…`).
 */
export type Family = 'placement' | 'support' | 'case' | 'person' | 'reporter';

export interface EventTypeInfo {
  /** Verb-noun name, the same word everywhere: CloudEvents type is `dk.sagsspor.<name>.v<version>`. */
  readonly name: string;
  readonly version: number;
  readonly family: Family;
  /** The field that says when it happened; null where nothing happened on a day. */
  readonly date: string | null;
  readonly en: string;
  readonly da: string;
  readonly rules: readonly string[];
}

export type EventDataType = new () => EventData;

export interface EventType extends EventTypeInfo {
  readonly data: EventDataType;
}

const types = new Map<string, EventType>();

/** Puts an event's DTO into the catalogue. */
export const EventOf =
  (info: Omit<EventTypeInfo, 'version'> & { version?: number }) =>
  (data: EventDataType): void => {
    if (types.has(info.name)) throw new Error(`event ${info.name} is declared twice`);
    types.set(info.name, { ...info, version: info.version ?? 1, data });
  };

/** Every event type, in the order of declaration. */
export const eventTypes = (): readonly EventType[] => [...types.values()];

/** An event type by name, or undefined. */
export const eventType = (name: string): EventType | undefined => types.get(name);

const cloudEventType = /^dk\.sagsspor\.([a-z0-9-]{1,60})\.v([1-9]\d{0,2})$/;

/** The CloudEvents `type` of an event type. */
export const cloudEventTypeOf = (type: EventTypeInfo): string => `dk.sagsspor.${type.name}.v${type.version}`;

/** Splits a CloudEvents `type` into name and schema version; undefined when it is not of that form. */
export function parseCloudEventType(text: string): { name: string; version: number } | undefined {
  const match = cloudEventType.exec(text);
  return match ? { name: match[1]!, version: Number(match[2]) } : undefined;
}
