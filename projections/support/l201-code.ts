import { lookUp } from '#libs/reference';

/** The code that L201 takes: the official one of a key of ours, else as it was sent; undefined where that has not three digits. */
export function l201Code(pgf: string): string | undefined {
  const { entry } = lookUp('supportMeasurePgf', pgf);
  const official = entry ? entry.code : pgf;
  return official && /^\d{3}$/.test(official) ? official : undefined;
}
