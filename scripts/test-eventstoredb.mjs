#!/usr/bin/env node
// Runs the tests of the EventStoreDB adapter against a real server instead of the scripted peer:
//   npm run test:eventstoredb -- 'esdb://127.0.0.1:2113?tls=false' [options of jest]
// The server is written to, in logs with names of their own that nothing else reads; take one that is thrown away afterwards.
// To have a node killed and started in the middle, say how: SAGSSPOR_TEST_EVENTSTOREDB_KILL and SAGSSPOR_TEST_EVENTSTOREDB_START are
// shell commands; in a cluster the first kills the leader.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [connectionString, ...rest] = process.argv.slice(2);

if (!/^esdb(\+discover)?:\/\//.test(connectionString ?? '')) {
  process.stderr.write("Name the server to test on: npm run test:eventstoredb -- 'esdb://127.0.0.1:2113?tls=false'\n");
  process.exit(2);
}

const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
const { status } = spawnSync(process.execPath, [jest, '--runInBand', 'test/eventstoredb', ...rest], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, SAGSSPOR_TEST_EVENTSTOREDB: connectionString },
});
process.exit(status ?? 1);
