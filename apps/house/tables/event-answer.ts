import { parseStream } from '#libs/cases';
import type { EventStatus, Principal } from '#libs/intake';
import { sentenceOf } from '#libs/rules';
import type { RowVersion } from '#projections/engine';
import type { EventAnswer, OpenFinding } from '../house.js';
import { maySee } from './may-see.js';
import type { ReadSide } from './read-side.js';

/** Projections that hold findings. */
const findingProjections = ['findings', 'child-findings', 'reporters'] as const;

/** An event by our id, with what is open about it: of its own system and reporters, of every system of theirs to auditors, all to operators. */
export async function eventAnswer(side: ReadSide, eventId: string, who: Principal): Promise<EventAnswer> {
  const status = await side.receiptOf(eventId);
  const mine = { ...status, ...visible(side, status, who) };
  const last = Math.max(0, ...mine.stored.map(({ ordinal }) => ordinal));
  const findings = mine.stored.length === 0 ? [] : openFindings(side, status.eventId, who);
  return { ...mine, projected: side.projected() >= last, findings };
}

function visible(
  side: ReadSide,
  { stored, refused }: EventStatus,
  who: Principal,
): Pick<EventStatus, 'stored' | 'refused'> {
  if (who.roles.includes('operate')) return { stored, refused };
  const events = side.log.reader.readOrdinals(stored.map(({ ordinal }) => ordinal));
  const own = new Set(
    events.filter(({ stream }) => maySee(who, parseStream(stream).reporter)).map((one) => one.ordinal),
  );
  const senders = side.sendersFor(who);
  return {
    stored: stored.filter(
      ({ system, ordinal }) => own.has(ordinal) && (who.roles.includes('audit') || system === who.system),
    ),
    refused: refused.filter(({ principal }) => senders.includes(principal)),
  };
}

/** Findings that speak about an event. */
export function openFindings(side: ReadSide, eventId: string, who: Principal): OpenFinding[] {
  return findingProjections
    .flatMap((projection) => side.rows(projection).about('finding', eventId))
    .filter((row) => maySee(who, row.reporter))
    .map(findingOf);
}

function findingOf(row: RowVersion): OpenFinding {
  const { rule, severity } = row.body as { rule: string; severity: string };
  const { en, da } = sentenceOf(rule);
  return { rule, severity, en, da, holdsFrom: row.date, since: row.ordinal };
}
