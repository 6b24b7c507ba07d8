import { isComplete, lookUp } from '#libs/reference';
import { eventType } from '../schema/event-type.js';
import { fieldsOf, type Field } from '../schema/field.js';
import type { EventName } from './fact.js';

type Values = Record<string, unknown>;

/**
 * True when an event holds a code that its list, one not marked complete, does not know: kept as sent, and a finding says so.
 * A list that is complete has refused the event already.
 */
export function isUnmapped(type: EventName, data: unknown): boolean {
  const found = eventType(type);
  return found !== undefined && codedIn(found.data).some((field) => unmapped(field, data as Values));
}

const coded = new Map<unknown, readonly Field[]>();

/** The fields that hold codes, themselves or in their parts. */
function codedIn(type: Parameters<typeof fieldsOf>[0]): readonly Field[] {
  let fields = coded.get(type);
  if (!fields) coded.set(type, (fields = fieldsOf(type).filter(holdsCodes)));
  return fields;
}

const holdsCodes = ({ kind, type, list }: Field): boolean =>
  kind === 'part' ? codedIn(type!()).length > 0 : list !== undefined && (kind === 'code' || kind === 'codes');

function unmapped(field: Field, data: Values): boolean {
  const value = data[field.name];
  if (value === undefined) return false;
  if (field.kind === 'part') return codedIn(field.type!()).some((inner) => unmapped(inner, value as Values));
  const list = field.list!.startsWith('(') ? String(data['list']) : field.list!;
  if (isComplete(list)) return false;
  const isUnknown = (code: unknown): boolean => lookUp(list, String(code)).state === 'unknown';
  return Array.isArray(value) ? value.some(isUnknown) : isUnknown(value);
}
