import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openSqliteEventLog } from '#libs/event-log';
import { ledger } from '../ledger/ledger.js';
import { deliveryHouse, fewFacts, toyRequest } from '../testing/delivery-house.js';
import type { KillAt } from '../testing/killed-delivery.js';
import { temporaryDirectory } from '../testing/temporary-directory.js';
import { deliver } from './deliver.js';
import type { Delivered } from './publish.js';

const directory = temporaryDirectory();
const script = join(__dirname, '../testing/killed-delivery.ts');

/** A process that delivers and is killed at the step. */
function killedAt(step: KillAt): void {
  const execution = ['--conditions=source', '--require', 'tsx/cjs', script, directory(), step];
  const { signal, stderr } = spawnSync(process.execPath, execution, { encoding: 'utf8' });
  expect({ signal, stderr }).toEqual({ signal: 'SIGKILL', stderr: '' });
}

async function deliverAgain(): Promise<{ made: Delivered; listed: number }> {
  const log = await openSqliteEventLog({ directory: directory() });
  try {
    const house = deliveryHouse(directory(), log.side);
    house.facts.push(...fewFacts);
    return { made: await deliver(toyRequest(4), house.parts()), listed: ledger(log.side).list().length };
  } finally {
    await log.close();
  }
}

/** The same delivery made in peace. */
async function undisturbed(): Promise<Delivered> {
  const house = deliveryHouse(join(directory(), 'peace'));
  house.facts.push(...fewFacts);
  return deliver(toyRequest(4), house.parts());
}

const namesIn = (name: string): string[] =>
  existsSync(join(directory(), name))
    ? readdirSync(join(directory(), name), { recursive: true }).map(String).sort()
    : [];

const steps: [KillAt, 'nothing' | 'whole'][] = [
  ['keep', 'nothing'],
  ['resolve', 'nothing'],
  ['render', 'nothing'],
  ['enter', 'whole'],
  ['entered', 'whole'],
];

it.each(steps)('killed at %s it leaves %s, and run again it completes', async (step, left) => {
  killedAt(step);
  const visible = namesIn('out').filter((name) => !name.startsWith('.tmp-'));
  expect(visible.some((name) => name.endsWith('manifest.json'))).toBe(left === 'whole');
  expect(visible.length > 0).toBe(left === 'whole');
  const { made, listed } = await deliverAgain();
  const expected = await undisturbed();
  expect(listed).toBe(1);
  expect(made.duplicate).toBe(step === 'entered');
  expect(made.delivery).toMatchObject({ number: 1, manifest: expected.delivery.manifest });
  for (const name of ['manifest.json', ...made.manifest.files.map((file) => file.name)])
    expect(readFileSync(join(made.directory, name))).toEqual(readFileSync(join(expected.directory, name)));
  expect([...namesIn('out'), ...namesIn('kept')].filter((name) => name.includes('.tmp-'))).toEqual([]);
});
