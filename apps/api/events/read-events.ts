import { parseJson, type Incoming } from '#libs/intake';
import { batchType, eventType } from '../operations/operation.js';
import { Problem } from '../problems/problem.js';

/** Events of one request; `single` = one event alone, which is answered with its refusals as a problem. */
export interface SentEvents {
  readonly single: boolean;
  readonly events: readonly Incoming[];
}

/**
 * The events of a body: one as `application/cloudevents+json`, a list as `application/cloudevents-batch+json`, either as
 * `application/json`. What is no object is left to intake to refuse.
 * @throws JsonRejected, Problem `events.batch-expected`.
 */
export function readEvents(bytes: Uint8Array, mediaType: string, bodyLimit: number): SentEvents {
  const sent = parseJson(bytes, { maxBytes: bodyLimit });
  if (mediaType === eventType) return { single: true, events: [sent] };
  if (Array.isArray(sent)) return { single: false, events: sent };
  if (mediaType === batchType) throw new Problem('events.batch-expected');
  return { single: true, events: [sent] };
}

/** The Expected-Revision header. @throws Problem `header.invalid` */
export function readExpectedRevision(header: string | string[] | undefined): number | undefined {
  if (header === undefined) return undefined;
  if (typeof header === 'string' && /^(-1|\d{1,15})$/.test(header)) return Number(header);
  throw new Problem('header.invalid');
}
