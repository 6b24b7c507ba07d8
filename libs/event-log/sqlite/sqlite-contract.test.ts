import { AppendingProcess } from '../testing/appending-process.js';
import { describeEventLogContract, type ContractLog } from '../testing/event-log-contract.js';
import { removeTemporaryDirectories, temporaryDirectory } from '../testing/temporary-directory.js';
import { openSqliteEventLog, openSqliteReader } from './open.js';

afterAll(AppendingProcess.endAll);
afterAll(removeTemporaryDirectories);

async function open(directory: string): Promise<ContractLog> {
  const log = await openSqliteEventLog({ directory });
  return { ...log, anotherReader: () => openSqliteReader({ directory }).reader };
}

describeEventLogContract(
  'SQLite',
  () => open(temporaryDirectory()),
  () => {
    const directory = temporaryDirectory();
    return { append: (first) => AppendingProcess.start(directory, first), open: () => open(directory) };
  },
);
