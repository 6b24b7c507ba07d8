import type { EventStatus, Principal } from '#libs/intake';
import { sentenceOf } from '#libs/rules';
import type { RowVersion } from '#projections/engine';
import type { EventAnswer, OpenFinding } from '../house.js';
import { maySee } from './may-see.js';
import type { ReadSide } from './read-side.js';

/** Projections that hold findings. */
const findingProjections = ['findings', 'child-findings', 'reporters'] as const;

/** An event by our id, with what is open about it; nothing of other systems' events but to auditors. */
export function eventAnswer(side: ReadSide, eventId: string, who: Principal): EventAnswer {
  const status = side.receiptOf(eventId);
  const mine = { ...status, ...visible(status, who) };
  const last = Math.max(0, ...mine.stored.map(({ ordinal }) => ordinal));
  const findings = mine.stored.length === 0 ? [] : openFindings(side, status.eventId, who);
  return { ...mine, projected: side.projected() >= last, findings };
}

function visible({ stored, refused }: EventStatus, who: Principal): Pick<EventStatus, 'stored' | 'refused'> {
  if (who.roles.includes('audit') || who.roles.includes('operate')) return { stored, refused };
  const own = <T extends { readonly system: string }>(list: readonly T[]): T[] =>
    list.filter(({ system }) => system === who.system);
  return { stored: own(stored), refused: own(refused) };
}

function openFindings(side: ReadSide, eventId: string, who: Principal): OpenFinding[] {
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
