import { addDays, daysBetween, municipalities } from '#libs/reference';
import type { Wanted } from '../options.js';
import { hashOf } from '../random.js';
import { SynthesisError } from '../synthesis-error.js';
import { kinds, type Group, type Kind } from './groups.js';
import { partOf, shareOf, type Share } from './municipal-shares.js';
import { targetsOf } from './national-figures.js';

/** One child's time in one kind of care: what a story is told of. */
export interface Career {
  readonly reporter: string;
  readonly kind: Kind['name'];
  readonly group: string;
  /** Place among the municipality's careers, from 0. */
  readonly nth: number;
  /** Place within its group: decides what is dealt out by turns. */
  readonly index: number;
  /** Number of the child, unique in the country. */
  readonly child: number;
  readonly start: string;
  /** Undefined while it runs on at the end of the last year. */
  readonly end: string | undefined;
}

/** How many careers of a group had started, and ended, by the end of each year; `-1` = before the first. */
interface Counts {
  readonly kind: Kind;
  readonly group: Group;
  readonly started: readonly number[];
  readonly ended: readonly number[];
}

/** More children than there are numbers for. */
export const mostChildren = 365 * 2400;

/**
 * The careers of a municipality, those that ran when the first year began, then year by year. Within a group who came first leaves
 * first, so a career's dates follow from its number alone: nothing is kept, and the figures come out exactly.
 */
export function* careersOf(wanted: Wanted, reporter: string): Generator<Career> {
  const counts = countsOf(wanted, shareOf(reporter));
  let nth = 0;
  const base = baseOf(wanted, reporter);
  for (let year = wanted.from - 1; year <= wanted.to; year++) {
    const slot = year - wanted.from + 1;
    for (const count of counts) {
      const first = slot === 0 ? 0 : count.started[slot - 1]!;
      for (let index = first; index < count.started[slot]!; index++, nth++) {
        const { kind, group } = count;
        const start = startOf(wanted, reporter, count, slot, index);
        const end = endOf(wanted, reporter, count, index, start);
        yield { reporter, kind: kind.name, group: group.name, nth, index, child: base + nth, start, end };
      }
    }
  }
}

function countsOf({ from, to, scale }: Wanted, share: Share): Counts[] {
  return kinds.flatMap((kind) =>
    kind.groups.map((group) => {
      const stock = (year: number): number => partOf(kind.stock(targetsOf(year)) * group.ofStock * scale, share);
      const started = [stock(from - 1)];
      const ended = [0];
      for (let year = from; year <= to; year++) {
        const all = started.at(-1)! + partOf(kind.flow(targetsOf(year)) * group.ofFlow * scale, share);
        started.push(all);
        ended.push(Math.min(all, Math.max(ended.at(-1)!, all - stock(year))));
      }
      return { kind, group, started, ended };
    }),
  );
}

/** The numbers of the children of the municipalities before this one come first, chosen or not: a municipality's children are the same in any choice. */
function baseOf(wanted: Wanted, reporter: string): number {
  let base = 0;
  for (const { code } of municipalities()) {
    const own = countsOf(wanted, shareOf(code)).reduce((sum, { started }) => sum + started.at(-1)!, 0);
    if (base + own > mostChildren) {
      throw new SynthesisError(
        'SYNTHESIS-TOO-LARGE',
        'Ask for a smaller scale or fewer years: the CPR numbers run out.',
      );
    }
    if (code === reporter) return base;
    base += own;
  }
  return base;
}

/** A day of a year by place in a queue, with some noise, never out of the year. */
function dayAt(year: number, place: number, noise: number): string {
  const first = `${year}-01-01`;
  const days = daysBetween(first, `${year}-12-31`);
  const day = Math.round(place * days) + (noise % 31) - 15;
  return addDays(first, Math.min(days, Math.max(0, day)));
}

function startOf(wanted: Wanted, reporter: string, count: Counts, slot: number, index: number): string {
  const noise = hashOf(wanted.seed, 'start', reporter, count.kind.name, count.group.name, index);
  if (slot > 0) {
    const [before, after] = [count.started[slot - 1]!, count.started[slot]!];
    return dayAt(wanted.from + slot - 1, (index - before + 0.5) / (after - before), noise);
  }
  // Who ran already began within the length of a run before the first year, the first of them longest ago.
  const targets = targetsOf(wanted.from - 1);
  const years =
    (count.kind.stock(targets) * count.group.ofStock) / (count.kind.flow(targets) * count.group.ofFlow || 1);
  const ago = Math.round(((count.started[0]! - index - 0.5) / count.started[0]!) * years * 365);
  return addDays(`${wanted.from}-01-01`, -Math.max(1, ago + (noise % 31) - 15));
}

function endOf(wanted: Wanted, reporter: string, count: Counts, index: number, start: string): string | undefined {
  const slot = count.ended.findIndex((ended) => index < ended);
  if (slot < 1) return undefined;
  const noise = hashOf(wanted.seed, 'end', reporter, count.kind.name, count.group.name, index);
  const [before, after] = [count.ended[slot - 1]!, count.ended[slot]!];
  const day = dayAt(wanted.from + slot - 1, (index - before + 0.5) / (after - before), noise);
  const earliest = addDays(start, count.kind.shortest);
  return day < earliest ? earliest : day;
}
