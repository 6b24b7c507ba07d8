import { isWriterRunning, openSqliteReader } from '#libs/event-log';
import { openVaultReadOnly } from '#libs/identity';
import { openRefusals, statusOf, type Principal } from '#libs/intake';
import { loadReference } from '#libs/reference';
import { openKeptRows } from '#libs/reporting';
import { build } from './build.js';
import { Closers } from './closers.js';
import type { Config } from './config.js';
import { existingKind, type HouseKind } from './data-directory.js';
import { deliveriesOf } from './deliveries/deliveries.js';
import type { Deliveries, House, Tables } from './house.js';
import { HouseError } from './house-error.js';
import { masterKeyFor } from './master-key.js';
import { openRows } from './open-rows.js';
import { operatorOf } from './operator.js';
import type { ReadSide } from './tables/read-side.js';
import { tablesOf } from './tables/tables.js';

/** A data directory opened for reading, beside a server that may be running. */
export interface ReadHouse {
  readonly kind: HouseKind;
  readonly operator: Principal;
  readonly tables: Tables;
  readonly deliveries: Pick<Deliveries, 'list' | 'manifest' | 'compare' | 'reproduce' | 'statistics'>;
  status(): Omit<ReturnType<House['status']>, 'waiting' | 'store'>;
  close(): Promise<void>;
}

/** How often a running projector's checkpoints are looked at, in milliseconds. */
const lookEvery = 100;
const mostLooks = 300;

/** @throws HouseError `data.not-found`, EventLogError, VaultError. */
export async function openReadHouse(config: Config, clock = (): Date => new Date()): Promise<ReadHouse> {
  const closers = new Closers();
  try {
    loadReference(config.codes === undefined ? {} : { extraDirectory: config.codes });
    const kind = existingKind(config.data);
    const log = closers.add(openSqliteReader({ directory: config.data }), (one) => one.close());
    const masterKey = masterKeyFor(config, kind, process.env);
    const vault = closers.add(openVaultReadOnly({ directory: config.data, masterKey }), (one) => one.close());
    const refusals = closers.add(openRefusals({ directory: config.data }), (one) => one.close());
    const rows = closers.add(openRows(config.data), (one) => one.close());
    const projected = (): number => rows.projected();
    const reached = (ordinal: number): Promise<void> => reachedSoon(config.data, projected, ordinal);
    const side: ReadSide = {
      ...{ log, vault, clock, projected, reached },
      rows: (name) => rows.rows(name),
      routes: () => rows.routes(),
      receiptOf: async (eventId) => statusOf(eventId, log.reader, refusals),
      // Only the operator reads here, who sees all.
      sendersFor: () => [],
    };
    const kept = openKeptRows(config.kept);
    const synthetic = kind === 'demo';
    const delivering = { side, log, kept, outDirectory: config.out, synthetic, build, reached };
    return {
      kind,
      operator: operatorOf(synthetic),
      tables: tablesOf(side),
      deliveries: deliveriesOf(delivering),
      status: () => ({ head: log.reader.head(), projected: projected(), failure: null }),
      close: () => closers.close(),
    };
  } catch (error) {
    await closers.close();
    throw error;
  }
}

/** Waits for the projector of a running server; where none runs, nothing will come. @throws HouseError `projecting.behind`. */
async function reachedSoon(data: string, projected: () => number, ordinal: number): Promise<void> {
  for (let looks = 0; projected() < ordinal; looks++) {
    if (looks >= mostLooks || !isWriterRunning(data))
      throw new HouseError(
        'projecting.behind',
        `The projections stand at ordinal ${projected()}, behind the log. Start the server, or run sagsspor project.`,
      );
    await new Promise((resolve) => setTimeout(resolve, lookEvery));
  }
}
