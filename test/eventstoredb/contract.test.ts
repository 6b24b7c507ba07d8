import { openEventStoreLog } from '../../libs/event-log/eventstoredb/open.js';
import { openSqliteReader } from '../../libs/event-log/sqlite/open.js';
import { AppendingProcess } from '../../libs/event-log/testing/appending-process.js';
import { describeEventLogContract, type ContractLog } from '../../libs/event-log/testing/event-log-contract.js';
import { removeTemporaryDirectories, temporaryDirectory } from '../../libs/event-log/testing/temporary-directory.js';
import { join } from 'node:path';
import { newLogName, storeUnderTest } from './store-under-test.js';

const store = storeUnderTest();

afterAll(removeTemporaryDirectories);

async function open(log: string, replicaDirectory: string): Promise<ContractLog> {
  const opened = await openEventStoreLog({ connectionString: store.connectionString, log, replicaDirectory });
  return { ...opened, anotherReader: () => openSqliteReader({ directory: replicaDirectory }).reader };
}

describeEventLogContract(
  `The log in ${store.name}`,
  () => open(newLogName(), temporaryDirectory()),
  () => {
    const log = newLogName();
    const directory = temporaryDirectory();
    const script = join(__dirname, 'append-forever.ts');
    return {
      append: (first) => AppendingProcess.run(script, store.connectionString, log, directory, String(first)),
      open: () => open(log, directory),
    };
  },
);
