import { join } from 'node:path';
import { openHouse, readConfig, type Config, type House } from '#apps/house';
import { openSqliteEventLog, type OpenLog } from '#libs/event-log';
import { loadMasterKey, openVault } from '#libs/identity';
import {
  createIntake,
  openCredentials,
  openImports,
  openRefusals,
  type OpenIntake,
  type Principal,
} from '#libs/intake';

/** Who sends made-up events. */
export const sender = (system = 'bench'): Principal => ({
  id: system,
  system,
  reporters: ['*'],
  roles: ['publish', 'read', 'deliver', 'audit', 'national'],
  synthetic: true,
});

export const configAt = (directory: string): Config =>
  readConfig({
    SAGSSPOR_DATA: join(directory, 'data'),
    SAGSSPOR_OUT: join(directory, 'out'),
    SAGSSPOR_PORT: '0',
    SAGSSPOR_LOG_LEVEL: 'warn',
  });

/** A house as it runs: with its projector. */
export const openWhole = (directory: string): Promise<House> =>
  openHouse(configAt(directory), { kind: 'demo', env: {} });

/** Everything of a house that takes events, but no projector. */
export interface IntakeOnly {
  readonly log: OpenLog;
  readonly intake: OpenIntake;
  /** As much of a house as the HTTP door asks for when it takes events. */
  readonly house: House;
  close(): Promise<void>;
}

/** The same stores in the same directory as a whole house has, put together without its projector. */
export async function openIntakeOnly(directory: string): Promise<IntakeOnly> {
  const config = configAt(directory);
  // Made by the house itself, so that the directory is one.
  await (await openWhole(directory)).close();
  const log = await openSqliteEventLog({ directory: config.data });
  const masterKey = loadMasterKey({ env: {}, file: join(config.data, 'master.key') });
  const vault = openVault({ directory: config.data, masterKey });
  const stores = {
    refusals: openRefusals({ directory: config.data }),
    imports: openImports({ directory: config.data }),
    credentials: openCredentials({ directory: config.data }),
  };
  const clock = (): Date => new Date();
  const intake = createIntake({ log, vault, clock, build: 'bench', ...stores, synthetic: true });
  const status = () => ({ head: log.reader.head(), projected: 0, waiting: 0, failure: null });
  return {
    log,
    intake,
    house: { config, kind: 'demo', log, intake, ...stores, status, operator: sender('sagsspor') } as unknown as House,
    async close() {
      await intake.close();
      for (const store of Object.values(stores)) store.close();
      await vault.close();
      await log.close();
    },
  };
}
