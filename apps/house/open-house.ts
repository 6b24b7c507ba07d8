import { join } from 'node:path';
import { exportAnchor, sealLog, type EventStoreLog, type OpenLog, type Seal } from '#libs/event-log';
import { assertVaultHolds, openSharedVault, openVault, type SqliteVault } from '#libs/identity';
import {
  createIntake,
  openCredentials,
  openImports,
  openRefusals,
  openSharedCredentials,
  openSharedImports,
  openSharedRefusals,
  type OpenIntake,
} from '#libs/intake';
import type { Jobs, Processor, WorkOptions, Workers } from '#libs/jobs';
import { loadReference } from '#libs/reference';
import { openKeptRows, sweepTemporary } from '#libs/reporting';
import { allProjections } from '#projections';
import { removeUnusable } from '#projections/engine';
import { backUpHouse } from './backup/back-up.js';
import { takeSnapshot } from './backup/snapshot.js';
import { build as thisBuild } from './build.js';
import { Closers } from './closers.js';
import type { Config } from './config.js';
import {
  assertNotLost,
  checkDirectory,
  enterDirectory,
  enterOut,
  projectionsOf,
  type HouseKind,
} from './data-directory.js';
import { deliveriesOf } from './deliveries/deliveries.js';
import type { Deliveries, House } from './house.js';
import { houseMetadata } from './house-metadata.js';
import { houseJobs } from './jobs/house-jobs.js';
import { rebuildKind } from './jobs/job-kinds.js';
import { openJobs, type Engines } from './jobs/open-jobs.js';
import { processorsOf, rebuildProcessor } from './jobs/processors.js';
import { masterKeyFor } from './master-key.js';
import { agreeOnKind, openHouseLog } from './open-log.js';
import { openRows } from './open-rows.js';
import { operatorOf } from './operator.js';
import { codesChanged, rememberCodes } from './projecting/codes.js';
import { Projecting } from './projecting/projecting.js';
import { within } from './projecting/within.js';
import type { ReadSide } from './tables/read-side.js';
import { tablesOf } from './tables/tables.js';

export interface OpenOptions {
  readonly kind: HouseKind;
  readonly clock?: () => Date;
  readonly build?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Told when the code lists changed since the projections were built, and they are built anew. */
  readonly onNotice?: (sentence: string) => void;
  /**
   * Which jobs to do: `all`, or only those that nobody else can do for this directory, while workers elsewhere do the others. A command
   * that does one thing does none.
   */
  readonly work?: 'all' | 'own';
  /** Told how far the replica of the log is while it is built. */
  readonly onReplica?: (head: number) => void;
  /** Gives up opening while the replica is built. */
  readonly signal?: AbortSignal;
  /** Told what a job failed of, and without a job what the engine of jobs complains of. */
  readonly onJobError?: NonNullable<WorkOptions['onError']>;
  /** Told why the projections stand still, once they do. */
  readonly onProjectingStopped?: (error: Error) => void;
  /** Told each seal head, for the log line that a cut-off log can be found against. */
  readonly onSealed?: (seal: Seal) => void;
}

/**
 * Opens a data directory for writing, with everything that works in it; makes it when there is none.
 * @throws HouseError `data.kind-differs`, EventLogError `log.writer-running` and others, VaultError `vault.older-than-log` and others.
 */
export async function openHouse(config: Config, options: OpenOptions): Promise<House> {
  const { kind, clock = () => new Date(), build = thisBuild, env = process.env, onJobError = () => {} } = options;
  const closers = new Closers();
  try {
    loadReference(config.codes === undefined ? {} : { extraDirectory: config.codes });
    checkDirectory(config, kind);
    assertNotLost(config);
    // What is said once is said for good: of what lies in an event store only when that agrees.
    if (config.eventStore === undefined) enter(config, kind);
    const masterKey = masterKeyFor(config, kind, env);
    const { log, store } = await openHouseLog(config, options.onReplica ?? (() => {}), options.signal);
    closers.add(log, (one) => one.close());
    if (store) {
      await agreeOnKind(store, kind);
      enter(config, kind);
    }
    // A delivery that was killed left files with numbers in clear.
    await sweepTemporary(config.out);
    await sweepTemporary(config.kept);
    const place = { directory: config.data, masterKey, mustExist: log.reader.head() > 0 };
    const opening = store ? openSharedVault({ ...place, shared: store.shared }) : openVault(place);
    const vault = closers.add(await opening, (one) => one.close());
    await assertVaultHolds(vault, newestEvents(log.reader));
    const stores = await openStores(config.data, store, closers, clock);
    const intake = closers.add(
      createIntake({ log, vault, clock, build, ...stores, synthetic: kind === 'demo' }),
      (one) => one.close(),
    );
    const { projecting, rows } = await openProjecting(config, log.reader.head(), closers, options);
    const jobs = await openJobs(config, closers, onJobError);
    const opened = {
      config,
      kind,
      clock,
      build,
      closers,
      log,
      store,
      vault,
      intake,
      ...stores,
      projecting,
      rows,
      jobs,
    };
    return assemble({ ...opened, options });
  } catch (error) {
    await closers.close();
    throw error;
  }
}

function enter(config: Config, kind: HouseKind): void {
  enterDirectory(config, kind);
  enterOut(config.out, kind);
}

/** The vault is synced before the log is appended, so it knows every token of the newest events. */
function newestEvents(reader: OpenLog['reader'], count = 10_000): { stream: string; data: unknown }[] {
  return reader.readAll(Math.max(0, reader.head() - count), count).map(({ stream, data }) => ({ stream, data }));
}

async function openStores(directory: string, store: EventStoreLog | undefined, closers: Closers, clock: () => Date) {
  const close = (one: { close(): void }): void => one.close();
  const place = store && { directory, shared: store.shared };
  return {
    refusals: closers.add(place ? await openSharedRefusals(place) : openRefusals({ directory }), close),
    imports: closers.add(place ? await openSharedImports(place) : openImports({ directory }), close),
    credentials: closers.add(
      place ? await openSharedCredentials({ ...place, clock }) : openCredentials({ directory, clock }),
      close,
    ),
  };
}

/**
 * Projections that are damaged, or of more events than the log has, are built anew as the log is followed. Findings depend on the code
 * lists: after a change of the operator's additions everything is built anew first.
 */
async function openProjecting(
  { data, codes }: Config,
  head: number,
  closers: Closers,
  { onNotice, onProjectingStopped }: OpenOptions,
) {
  if (removeUnusable(projectionsOf(data), allProjections, head))
    onNotice?.('The projections are damaged, or reach further than the log; they are built anew.');
  let reopen = (): void => {};
  const projecting = closers.add(new Projecting({ data, codes }, () => reopen(), onProjectingStopped), (one) =>
    one.close(),
  );
  await projecting.opened();
  const rows = closers.add(openRows(data), (one) => one.close());
  reopen = () => rows.reopen();
  if (codesChanged(data)) {
    onNotice?.('The code lists changed; the projections are built anew.');
    await projecting.rebuild();
  }
  rememberCodes(data);
  return { projecting, rows };
}

interface Opened extends Awaited<ReturnType<typeof openStores>> {
  readonly config: Config;
  readonly options: OpenOptions;
  readonly jobs: Engines;
  readonly kind: HouseKind;
  readonly clock: () => Date;
  readonly build: string;
  readonly closers: Closers;
  readonly log: OpenLog;
  readonly store: EventStoreLog | undefined;
  readonly vault: SqliteVault;
  readonly intake: OpenIntake;
  readonly projecting: Projecting;
  readonly rows: ReturnType<typeof openRows>;
}

function assemble(opened: Opened): House {
  const { config, kind, clock, build, closers, log, vault, intake, refusals, credentials, projecting, rows } = opened;
  const synthetic = kind === 'demo';
  const side: ReadSide = {
    log,
    vault,
    rows: (name) => rows.rows(name),
    routes: () => rows.routes(),
    async receiptOf(eventId) {
      const status = intake.receiptOf(eventId);
      if (!opened.store || status.stored.length > 0) return status;
      // Another process may have told it a moment ago.
      await Promise.all([opened.store.caughtUp(), intake.caughtUp()]);
      return intake.receiptOf(eventId);
    },
    sendersFor: (who) => credentials.sendersFor(who),
    clock,
    projected: () => projecting.projected,
    reached: (ordinal) => within(projecting.reached(ordinal)),
  };
  const kept = openKeptRows(config.kept);
  const reached = (ordinal: number): Promise<void> => projecting.reached(ordinal);
  const delivering = { side, log, kept, outDirectory: config.out, synthetic, build, reached };
  const seal = async (): ReturnType<House['seal']> => {
    const metadata = houseMetadata(clock(), 'operator', build);
    const made = await sealLog({ side: log.side, reader: log.reader, metadata });
    if (made) {
      exportAnchor(log.side, join(config.data, 'anchor.json'));
      opened.options.onSealed?.(made);
    }
    return made;
  };
  const deliveries = deliveriesOf(delivering);
  const operator = operatorOf(synthetic);
  const rebuild: House['rebuild'] = (watch) => projecting.rebuild(watch);
  const workers = beginWork(opened, deliveries, rebuild);
  return {
    config,
    kind,
    log,
    intake,
    refusals,
    credentials,
    operator,
    tables: tablesOf(side),
    deliveries,
    jobs: houseJobs(opened.jobs, side),
    status: () => ({
      head: log.reader.head(),
      projected: projecting.projected,
      waiting: log.appender.stats.waitingEvents,
      failure: projecting.failure,
      store: opened.store?.health ?? null,
    }),
    projectedTo: reached,
    rebuild,
    seal,
    removeOldRefusals: () => refusals.removeRefusalsBefore(monthBefore(clock(), config.refusalMonths)),
    backupTo: (directory) =>
      backUpHouse(
        {
          ...{ data: config.data, kept: config.kept, kind, build, log, vault, seal, clock },
          caughtUp: () => intake.caughtUp(),
        },
        directory,
      ),
    snapshotTo: (directory) => takeSnapshot({ data: config.data, kind, log, store: opened.store }, directory),
    async close() {
      await intake.close();
      await Promise.all(workers.map((one) => one.close()));
      await seal();
      await closers.close();
    },
  };
}

function beginWork({ jobs, options, kind }: Opened, deliveries: Deliveries, rebuild: House['rebuild']): Workers[] {
  const { work, onJobError } = options;
  const rebuilding = { [rebuildKind]: rebuildProcessor(rebuild) };
  const delivering = processorsOf(deliveries, operatorOf(kind === 'demo'));
  const begin = (engine: Jobs, processors: Readonly<Record<string, Processor>>): Workers =>
    engine.work({ processors, ...(onJobError && { onError: onJobError }) });
  if (work === undefined) return [];
  if (work === 'own') return [begin(jobs.own, rebuilding)];
  if (jobs.own === jobs.deliveries) return [begin(jobs.own, { ...rebuilding, ...delivering })];
  return [begin(jobs.own, rebuilding), begin(jobs.deliveries, delivering)];
}

/** The month so many months before now, as YYYY-MM in UTC. */
function monthBefore(now: Date, months: number): string {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 1)).toISOString().slice(0, 7);
}
