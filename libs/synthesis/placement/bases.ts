import { isForced } from '#libs/reference';
import type { Random } from '../random.js';

/** A legal basis as events carry it. */
export interface BasisFields {
  readonly consent: string;
  readonly provision?: string;
}

/** Barnets lov came into force; before it no provision is named. */
const lawFrom = '2024-01-01';

const provisions: Readonly<Record<string, string>> = { '1': 'BL-46', '2': 'BL-47', '3': 'BL-47' };

/** About a fifth of the placed are placed without consent (2 624 in 2019). */
const consents = [
  ['1', 79],
  ['2', 14],
  ['3', 3],
  ['9', 1],
  ['10', 2],
  ['4', 1],
] as const;

const basisOf = (consent: string, decided: string): BasisFields => ({
  consent,
  ...(decided >= lawFrom && provisions[consent] && { provision: provisions[consent] }),
});

/** The basis of a first decision. */
export const firstBasis = (random: Random, decided: string): BasisFields => basisOf(random.weighted(consents), decided);

/** What a basis changes to: forced to voluntary, anything else to forced. */
export const changedBasis = (basis: BasisFields, decided: string): BasisFields =>
  basisOf(isForced(basis.consent) ? '1' : '2', decided);

export const voluntary = (decided: string): BasisFields => basisOf('1', decided);
export const forced = (decided: string): BasisFields => basisOf('2', decided);

/** Who decides on such a basis. */
export function authorityOf({ consent }: BasisFields): string {
  const known: Readonly<Record<string, string>> = {
    '2': 'committee',
    '3': 'committee-chair',
    '4': 'court',
    '9': 'youth-crime-board',
    '10': 'youth-crime-board',
  };
  return known[consent] ?? 'municipality';
}
