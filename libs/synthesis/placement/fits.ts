import { daysBetween } from '#libs/reference';
import type { Career } from '../made/careers.js';
import type { Wanted } from '../options.js';

type Fits = (career: Career, wanted: Wanted) => boolean;

/** How many days of a career lie before the last day of all. */
export const daysOf = ({ start, end }: Career, wanted: Wanted): number =>
  daysBetween(start, end !== undefined && end < wanted.end ? end : wanted.end);

/** It ended, and long enough ago that all of it is told; it ran at least so many days. */
export const ended =
  (days: number): Fits =>
  (career, wanted) =>
    career.end !== undefined && daysBetween(career.end, wanted.end) > 30 && daysOf(career, wanted) >= days;

/** It runs on, and began at least so many days ago. */
export const running =
  (days: number): Fits =>
  (career, wanted) =>
    (career.end === undefined || career.end > wanted.end) && daysOf(career, wanted) >= days;

/** It runs or ran at least so many days. */
export const lasting =
  (days: number): Fits =>
  (career, wanted) =>
    daysOf(career, wanted) >= days;

/** It began within the years asked for, so that its beginning is among the events of those years. */
export const begun =
  (days: number): Fits =>
  (career, wanted) =>
    career.start >= `${wanted.from}-02-15` && daysOf(career, wanted) >= days;

/** There is another municipality to hand over to or take over from. */
export const withNeighbour =
  (fits: Fits): Fits =>
  (career, wanted) =>
    wanted.municipalities.length > 1 && fits(career, wanted);
