import type { SideStreams } from '#libs/event-log';
import type { VaultReader } from '#libs/identity';
import type { EventStatus, Principal } from '#libs/intake';
import type { OrdinalReader, Routes, RowReader } from '#projections/engine';

/** What the read side stands on: the same beside a running server and within it. Nothing here writes. */
export interface ReadSide {
  readonly log: { readonly reader: OrdinalReader; readonly side: SideStreams };
  readonly vault: Pick<VaultReader, 'resolve' | 'lookup' | 'find'>;
  /** By the name of their projection; opened anew after a rebuild. */
  readonly rows: (projection: string) => RowReader;
  readonly routes: () => Routes;
  readonly receiptOf: (eventId: string) => Promise<EventStatus>;
  /** The credentials whose refusals a principal may see. */
  readonly sendersFor: (who: Principal) => readonly string[];
  readonly clock: () => Date;
  /** The ordinal up to which every projection is written. */
  readonly projected: () => number;
  /** Resolves when every projection has reached the ordinal. @throws HouseError `projecting.behind`, `projecting.stopped`. */
  readonly reached: (ordinal: number) => Promise<void>;
}
