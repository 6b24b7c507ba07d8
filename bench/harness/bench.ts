import type { Measured } from './figure.js';
import type { Size } from './size.js';

/** What every bench is given; goes to its process as JSON. */
export interface Ground {
  readonly size: Size;
  /** Directory for whatever a bench writes; a log once filled is shared by those that come after. */
  readonly work: string;
}

/** Why a bench has no figures here: it needs what is not there. */
export interface LeftOut {
  readonly leftOut: string;
}

/** A file of `benches/` exports `run`, which is called in a process of its own. */
export type RunBench = (ground: Ground) => Promise<readonly Measured[] | LeftOut>;

/** Every bench by the name it is asked for, in the order they run: those that add to the shared log come last. */
export const benches = [
  ['bulk-import', 'Bulk import, full pipeline'],
  ['rebuild', 'Rebuild of every projection'],
  ['verify', 'Verification of the log'],
  ['deliveries', 'Deliveries'],
  ['reading', 'Reading under intake'],
  ['live-lag', 'From acknowledged to visible'],
  ['intake-http', 'Intake over HTTP'],
  ['event-store', 'Event store'],
  ['jobs', 'Jobs'],
] as const;

/** Asked for by name only: it takes most of an hour. */
export const growth = ['growth', 'Growth of the log'] as const;
