import later from './later.json';
import notSoftware from './not-software.json';

const organisational = new Map<string, string>(Object.entries(notSoftware));
const laterRules = new Map<string, string>(Object.entries(later.rules));
const laterReadings = new Map<string, string>(Object.entries(later.readings));
const laterStatistics = new Map<string, string>(Object.entries(later.statistics));

/** Why a rule asks nothing of software: it is organisational or legal background. Undefined when it does ask. */
export const notSoftwareReason = (id: string): string | undefined => organisational.get(id);

/** Why a rule or reading is not kept yet; undefined when it should be. */
export const laterReason = (id: string): string | undefined =>
  laterRules.get(id) ?? laterReadings.get(id) ?? laterStatistics.get(id.split('-')[0]!);

/** Ids the two lists name, so that a test can hold them to the catalogue. */
export const scopedIds = (): readonly string[] => [...organisational.keys(), ...laterRules.keys()];
