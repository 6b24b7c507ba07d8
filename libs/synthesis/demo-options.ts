import type { SynthesisOptions } from './options.js';

/**
 * What `npm start` shows: one middle-sized municipality (Horsens), two years and what led up to them, with faults, at a size at
 * which every event type, schema and extract has something to show.
 * @param today last day to tell of (YYYY-MM-DD); nothing is dated after it but what is planned.
 */
export function demoOptions(today: string, seed: string | number = 'demo'): SynthesisOptions {
  const year = Number(today.slice(0, 4));
  return { seed, municipalities: ['615'], years: [year - 1, year], scale: 0.6, faults: true, asOfEnd: today };
}
