import { domainData } from './domain-data.js';

/** A placement without consent, by its SAMTYKKE code (reading H2); a judgment is neither forced nor voluntary here. */
export const isForced = (consentCode: string): boolean => domainData().consent.forced.includes(consentCode);

/** A placement with consent, by its SAMTYKKE code (reading H2). */
export const isVoluntary = (consentCode: string): boolean => domainData().consent.voluntary.includes(consentCode);
