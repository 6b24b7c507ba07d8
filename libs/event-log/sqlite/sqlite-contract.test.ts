import { describeEventLogContract } from '../testing/event-log-contract.js';
import { removeTemporaryDirectories, temporaryDirectory } from '../testing/temporary-directory.js';
import { openSqliteEventLog, openSqliteReader } from './open.js';

afterAll(removeTemporaryDirectories);

describeEventLogContract('SQLite', async () => {
  const directory = temporaryDirectory();
  const log = await openSqliteEventLog({ directory });
  return { ...log, anotherReader: () => openSqliteReader({ directory }).reader };
});
