import { describeJobsContract } from '../testing/jobs-contract.js';
import { openPlace } from '../testing/open-place.js';
import { removeTemporaryDirectories, temporaryDirectory } from '../testing/temporary-directory.js';
import { WorkingProcess } from '../testing/working-process.js';

afterAll(removeTemporaryDirectories);

describeJobsContract('SQLite', async () => {
  const place = { directory: temporaryDirectory() };
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
