import { municipalities } from '#libs/reference';
import { hashOf } from '../random.js';

/** Where a municipality's part of the country begins and ends, on a line from 0 to 1. */
export interface Share {
  readonly from: number;
  readonly to: number;
}

let shares: ReadonlyMap<string, Share> | undefined;

/**
 * The part of the national figures that a municipality gets. A modelling choice, not a fact: how many children live where is
 * not among our sources, so each has a weight from 0.5 to 1.5 that its code alone decides.
 */
export function shareOf(code: string): Share {
  shares ??= weigh();
  return shares.get(code)!;
}

function weigh(): ReadonlyMap<string, Share> {
  const weights = municipalities().map(({ code }) => ({ code, weight: 0.5 + (hashOf('weight', code) % 1000) / 1000 }));
  const whole = weights.reduce((sum, { weight }) => sum + weight, 0);
  let reached = 0;
  return new Map(
    weights.map(({ code, weight }) => {
      const from = reached / whole;
      reached += weight;
      return [code, { from, to: reached / whole }];
    }),
  );
}

/** The whole part of a national number that falls to a share; the parts of all shares add up to the number, rounded. */
export const partOf = (national: number, share: Share): number =>
  Math.round(national * share.to) - Math.round(national * share.from);
