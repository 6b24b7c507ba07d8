import { publishedFigures, type PublishedYear } from '#libs/reference';

/** The national figures that what is made is held to. */
export interface Targets {
  /** Children and young people 0–22 placed on 31 December. */
  readonly placed: number;
  /** Placements started in the year. */
  readonly placementsStarted: number;
  /** Children with a support measure on 31 December. */
  readonly supported: number;
  /** Support measures started in the year. */
  readonly measuresStarted: number;
}

const published: Readonly<Record<keyof Targets, string>> = {
  placed: 'placed0to22At31Dec',
  placementsStarted: 'newPlacementsStarted',
  supported: 'withSupportAt31Dec',
  measuresStarted: 'measuresStarted',
};

const figureOf = (year: PublishedYear, name: keyof Targets): number | undefined => {
  const value = year[published[name]];
  return typeof value === 'number' ? value : undefined;
};

/** The published figure of a year; undefined where none was published or found. */
export function publishedOf(year: number, name: keyof Targets): number | undefined {
  const found = publishedFigures().years.find((one) => one.year === year);
  return found && figureOf(found, name);
}

const cache = new Map<number, Targets>();

/** The figures of a year: as published, between two published years on the line between them, beyond them the nearest (a choice, not a fact). */
export function targetsOf(year: number): Targets {
  const known = cache.get(year);
  if (known) return known;
  const targets = {
    placed: valueOn(year, 'placed'),
    placementsStarted: valueOn(year, 'placementsStarted'),
    supported: valueOn(year, 'supported'),
    measuresStarted: valueOn(year, 'measuresStarted'),
  };
  cache.set(year, targets);
  return targets;
}

function valueOn(year: number, name: keyof Targets): number {
  const known = publishedFigures()
    .years.map((one) => ({ year: one.year, value: figureOf(one, name) }))
    .filter((one): one is { year: number; value: number } => one.value !== undefined);
  const before = known.findLast((one) => one.year <= year);
  const after = known.find((one) => one.year >= year);
  if (!before || !after) return (before ?? after)!.value;
  if (before.year === after.year) return before.value;
  return before.value + ((after.value - before.value) * (year - before.year)) / (after.year - before.year);
}
