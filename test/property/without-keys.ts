import type { Row } from '#libs/cases';

const recorded = ['serial', 'recordedAt', 'recordedOn', 'reportedOn', 'placement', 'case'];

/** A row without what depends on the order of arrival: ordinals, recorded times, keys and serial numbers. */
export function withoutKeys({ reporter, kind, person, date, until, body }: Row): unknown {
  return JSON.parse(
    JSON.stringify({ kind, reporter, person, date, until, body }, (name, value: unknown) => {
      if (recorded.includes(name)) return undefined;
      return isRoots(name, value) ? [...value].sort() : value;
    }),
  );
}

const isRoots = (name: string, value: unknown): value is string[] => name === 'roots' && Array.isArray(value);
