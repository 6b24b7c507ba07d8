/** The event log: the port, its adapters for SQLite and EventStoreDB, copying, seals, verification. */
export type * from './port.js';
export type * from './shared/port.js';
export { ownJournal } from './shared/own-journal.js';
export { canonicalJson } from './canonical-json.js';
export { EventLogError, type EventLogErrorCode } from './event-log-error.js';
export { isSideStream, sideStreamPrefixes } from './side-stream-names.js';
export { houseUpcasters, upcastWith, type Upcast, type Upcaster } from './upcasters.js';
export { openSqliteEventLog, openSqliteReader, type LogPlace, type OpenLog, type ReadLog } from './sqlite/open.js';
export {
  compareReplica,
  openEventStoreLog,
  openSharedPlace,
  type Comparison,
  type CompareOptions,
  type EventStoreLog,
  type EventStorePlace,
  type StoreAddress,
} from './eventstoredb/index.js';
export { copyLog, type CopyOptions, type CopyTarget } from './replica/copy-log.js';
export type { ReplicaHealth } from './replica/replicator.js';
export { copyDatabase } from './sqlite/copy-database.js';
export { isLogBegun } from './sqlite/is-log-begun.js';
export { logFile } from './sqlite/schema.js';
export type { AppenderStats } from './sqlite/sqlite-appender.js';
export type { SqliteReader } from './sqlite/sqlite-reader.js';
export { isWriterRunning, takeWriterLock } from './sqlite/writer-lock.js';
export { emptyRoot, SealBuilder, type Fingerprint, type Fingerprints, type Seal } from './seals/seal.js';
export { sealHead, sealLog, sealReaching, seals, sealStream, type SealParts } from './seals/seal-log.js';
export { exportAnchor, readAnchor, type Anchor } from './seals/anchor.js';
export { verifyLog, type VerifyOptions } from './verify/verify-log.js';
export type { LogProblem, LogProblemCode, LogVerdict } from './verify/verdict.js';
