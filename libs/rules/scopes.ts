import later from './later.json';
import notSoftware from './not-software.json';

const organisational: Readonly<Record<string, string>> = notSoftware;
const laterRules: Readonly<Record<string, string>> = later.rules;
const laterStatistics: Readonly<Record<string, string>> = later.statistics;

/** Why a rule asks nothing of software: it is organisational or legal background. Undefined when it does ask. */
export const notSoftwareReason = (id: string): string | undefined => organisational[id];

/** Why a rule is not kept yet; undefined when it should be. */
export const laterReason = (id: string): string | undefined => laterRules[id] ?? laterStatistics[id.split('-')[0]!];

/** Ids the two lists name, so that a test can hold them to the catalogue. */
export const scopedIds = (): readonly string[] => [...Object.keys(organisational), ...Object.keys(laterRules)];
