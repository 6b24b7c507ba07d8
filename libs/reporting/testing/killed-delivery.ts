import type { SideStreams } from '#libs/event-log';
import { openSqliteEventLog } from '#libs/event-log';
import type { Layout } from '../port.js';
import { deliver } from '../deliver/deliver.js';
import { deliveryHouse, fewFacts, toyRequest } from './delivery-house.js';
import { toyCsv, toyStatistic, toyXml } from './toy-statistic.js';

/** Where a delivery is killed. */
export type KillAt = 'keep' | 'resolve' | 'render' | 'enter' | 'entered';

const kill = (): never => {
  process.kill(process.pid, 'SIGKILL');
  for (;;);
};

/** Delivers in this process, which kills itself at the step named: `killed-delivery.ts <directory> <step>`. */
async function main(directory: string, at: KillAt): Promise<void> {
  const log = await openSqliteEventLog({ directory });
  const house = deliveryHouse(directory, killingSide(log.side, at));
  house.facts.push(...fewFacts);
  const parts = house.parts();
  await deliver(toyRequest(4), {
    ...parts,
    statistic: toyStatistic(house.facts, {
      layouts: [toyCsv, at === 'render' ? killingLayout : toyXml],
      ...(at === 'keep' && { derive: (row) => (row.key === 'b' ? kill() : row) }),
    }),
    resolve: (tokens) => (at === 'resolve' ? kill() : parts.resolve(tokens)),
  });
  throw new Error('not killed');
}

/** Dies with half a file written. */
const killingLayout: Layout = {
  ...toyXml,
  async *write() {
    yield Buffer.from('<Toys>number of p_anna');
    await new Promise((resolve) => setTimeout(resolve, 20));
    kill();
  },
};

const killingSide = (side: SideStreams, at: KillAt): SideStreams => ({
  ...side,
  read: (stream, from) => side.read(stream, from),
  streams: (prefix) => side.streams(prefix),
  async append(stream, expected, event) {
    if (at === 'enter') kill();
    const outcome = await side.append(stream, expected, event);
    return at === 'entered' ? kill() : outcome;
  },
});

void main(process.argv[2]!, process.argv[3] as KillAt);
