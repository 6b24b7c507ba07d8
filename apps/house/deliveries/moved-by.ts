import type { MovedBy } from '#libs/reporting';
import { deliveredRows } from '#projections';
import type { ReadSide } from '../tables/read-side.js';

/** Names the ordinals that moved a row of a statistic. */
export const movedBy =
  (side: Pick<ReadSide, 'rows'>, statistic: string): MovedBy =>
  (key, asOf) =>
    deliveredRows
      .filter((one) => one.statistic === statistic)
      .flatMap(({ projection, kind }) => side.rows(projection).history(kind, key))
      .map(({ ordinal }) => ordinal)
      .filter((ordinal) => ordinal <= asOf);
