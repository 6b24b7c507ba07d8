import { domainData } from './domain-data.js';

/** Causes that name nothing, "Andet" and "Uoplyst": they give a warning (R5, ANB-2.2.3.2a, IND-3.2.9.2a). */
export const fallbackCauses = (): readonly string[] => domainData().causes.warn;

/** The cause that unclear cases go to, "Utilstrækkelig omsorg fra forældre" (R5, ANB-2.2.3.2a); it gives no warning. */
export const fallbackCause = (): string => domainData().causes.fallback;
