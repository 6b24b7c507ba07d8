import { describeJobsContract } from '../testing/jobs-contract.js';
import { openPlace } from '../testing/open-place.js';
import { describeWithRedis, RedisServer } from '../testing/redis-server.js';
import { removeTemporaryDirectories } from '../testing/temporary-directory.js';
import { WorkingProcess } from '../testing/working-process.js';

afterAll(removeTemporaryDirectories);

describeWithRedis('BullMQ on Redis', () => {
  let server: RedisServer;
  beforeAll(async () => (server = await RedisServer.start()));
  afterAll(() => server.stop());

  describeJobsContract('BullMQ', async () => {
    await server.tell('FLUSHALL');
    const place = { url: server.url };
    const processes: WorkingProcess[] = [];
    return {
      open: (keep) => openPlace(place, keep),
      startProcess(directory) {
        const child = WorkingProcess.start(place, directory);
        processes.push(child);
        return child;
      },
      async close() {
        await Promise.all(processes.map((one) => one.kill()));
      },
    };
  });
});
