/** The event log: the port, its SQLite adapter, seals, verification. */
export type * from './port.js';
export { canonicalJson } from './canonical-json.js';
export { EventLogError, type EventLogErrorCode } from './event-log-error.js';
export { houseUpcasters, upcastWith, type Upcaster } from './upcasters.js';
export { openSqliteEventLog, openSqliteReader, type LogPlace, type OpenLog } from './sqlite/open.js';
export { logFile } from './sqlite/schema.js';
export type { SqliteReader } from './sqlite/sqlite-reader.js';
export { isWriterRunning, takeWriterLock } from './sqlite/writer-lock.js';
export { emptyRoot, sealHead, sealReaching, seals, sealStream, type Seal, type SealParts } from './seals/seal.js';
export { readAnchor, writeAnchor, type Anchor } from './seals/anchor.js';
export { verifyLog, type LogProblem, type LogVerdict, type VerifyOptions } from './verify/verify-log.js';
