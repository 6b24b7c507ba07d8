import type { Coverage } from '#libs/reporting';
import type { RowQuery, RowReader, RowVersion } from '../engine/index.js';

type Span = Parameters<Coverage['endedBy']>[1];

/** Answers, from the placement rows, which children were placed on a day and what was reported about it since: for `--compare`. */
export const placementCoverage = (reader: RowReader): Coverage => ({
  *coverageOf({ reporter, asOf, on }) {
    for (const { key, person } of spellsOn(reader, { asOf, on, ...(reporter && { reporter }) }))
      yield { key, child: person };
  },
  endedBy: ({ key, child }, span) => {
    const history = reader.history('placement', key).filter(({ ordinal }) => ordinal <= span.later);
    const then = history.findLast(({ ordinal }) => ordinal <= span.earlier);
    return then ? reasons(reader, then, history, child, span) : [];
  },
});

/** A decision alone covers no day. */
function* spellsOn(reader: RowReader, query: Omit<RowQuery, 'kind'> & { on: string }): Generator<RowVersion> {
  for (const row of reader.rows({ kind: 'placement', ...query })) if (row.date !== '') yield row;
}

/**
 * The event since which the placement, as it stands at the later ordinal, is explained: it was withdrawn, or ended by then, or its
 * child goes by another identifier and is placed under it. A start moved past the day explains nothing.
 */
function reasons(
  reader: RowReader,
  then: RowVersion,
  history: readonly RowVersion[],
  child: string,
  { earlier, later, on }: Span,
): number[] {
  const since = history.filter(({ ordinal }) => ordinal > earlier);
  const now = since.at(-1);
  if (!now) return [];
  const start = then.body['start'] as string;
  const withdrawn = (row: RowVersion): boolean => row.gone || !(row.body['roots'] as string[]).includes(start);
  const ended = (row: RowVersion): boolean => row.until !== '' && row.until <= on;
  const renamed = (row: RowVersion): boolean =>
    !row.gone && row.person !== child && (row.body['aliases'] as string[]).includes(child);
  const why = [withdrawn, ended, renamed].find((holds) => holds(now));
  if (!why || (why === renamed && !isPlaced(reader, now.person, { asOf: later, on }))) return [];
  return [since[since.findLastIndex((row) => !why(row)) + 1]!.ordinal];
}

const isPlaced = (reader: RowReader, person: string, at: { asOf: number; on: string }): boolean =>
  !spellsOn(reader, { person, ...at }).next().done;
