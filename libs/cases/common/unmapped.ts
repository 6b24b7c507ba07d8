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
  return found !== undefined && fieldsOf(found.data).some((field) => unmapped(field, data as Values));
}

function unmapped(field: Field, data: Values): boolean {
  const value = data[field.name];
  if (value === undefined) return false;
  if (field.kind === 'part') return fieldsOf(field.type!()).some((inner) => unmapped(inner, value as Values));
  if (!field.list || (field.kind !== 'code' && field.kind !== 'codes')) return false;
  const list = field.list.startsWith('(') ? String(data['list']) : field.list;
  if (isComplete(list)) return false;
  return [value].flat().some((code) => lookUp(list, String(code)).state === 'unknown');
}
