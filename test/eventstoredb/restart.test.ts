import { execSync } from 'node:child_process';
import { removeTemporaryDirectories } from '../../libs/event-log/testing/temporary-directory.js';
import { closeLogs, openLog, until } from './open-log.js';
import { Peer } from './peer/peer.js';
import { serverVariable } from './store-under-test.js';
import { expectEach, writers } from './writers.js';

/** A real server (in a cluster: its leader) that is killed and started by commands when they are given, else the scripted peer. */
const [connectionString, kill, start] = [serverVariable, `${serverVariable}_KILL`, `${serverVariable}_START`].map(
  (name) => process.env[name],
);
const real = connectionString && kill && start;

const peer = new Peer();
beforeAll(async () => (real ? undefined : peer.start()));
afterEach(closeLogs);
afterAll(() => peer.stop());
afterAll(removeTemporaryDirectories);

async function killed(): Promise<void> {
  if (!real) return peer.stop();
  execSync(kill, { stdio: 'ignore' });
}

async function started(): Promise<void> {
  if (!real) return peer.start();
  execSync(start, { stdio: 'ignore' });
}

describe(real ? 'a real EventStoreDB' : 'the scripted peer', () => {
  it('that is killed under writers and comes back keeps every acknowledged event, once', async () => {
    const patience = real ? { limitMs: 3_000, giveUpMs: 90_000 } : { limitMs: 2_000, giveUpMs: 20_000 };
    const log = await openLog(real ? connectionString : peer.connectionString, patience);
    const each = real ? 400 : 40;
    const written = writers(log, each);
    for (const part of [0.1, 0.4, 0.7]) {
      await until(() => log.appender.stats.appended > 16 * each * part, 120_000);
      await killed();
      await until(() => !log.health.connected);
      await started();
    }
    await expectEach(log, await written);
    expect(log.health.resubscriptions).toBeGreaterThan(0);
    expect(await log.compareWithStore()).toMatchObject({ differsAt: null });
  }, 300_000);
});
