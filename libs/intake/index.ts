/** The one way in: judgement on the event alone, pseudonyms and tokens, the append, receipts, refusals, imports, credentials. */
export type * from './port.js';
export type { CodeVerdict, Knowledge, NumberKind } from './knowledge.js';
export { houseKnowledge } from './house-knowledge.js';
export { IntakeError, type IntakeErrorCode } from './intake-error.js';
export { refusalRules, refusalSentences, refuseJson, type SentenceKey } from './refusals.js';
export { parseJson, type JsonBounds } from './json/parse-json.js';
export { JsonRejected, type JsonCode } from './json/json-rejected.js';
export { benchAt, judgeEvent, type Bad, type Bench, type Good } from './judge/judge-event.js';
export { eventIdOf } from './tokenise/event-id.js';
export { anonymousScopeOf, scopeOf, unbornScopeOf, type PersonRole } from './tokenise/scopes.js';
export { createIntake, type IntakeParts, type OpenIntake } from './submit/create-intake.js';
export { checkImportId, mostEvents } from './submit/check-call.js';
export type { ImportOptions, ImportOutcome, ImportProgress } from './bulk/bulk-import.js';
export { longestLine } from './bulk/read-line.js';
export { validateStream, type JudgedLine } from './bulk/validate-stream.js';
export {
  importsFile,
  openImports,
  openSharedImports,
  type ImportStore,
  type ImportSummary,
  type NumberedReceipt,
} from './receipts/import-store.js';
export { statusOf, type EventStatus, type StoredReceipt } from './receipts/event-status.js';
export { openRefusals, openSharedRefusals, type RefusalStore } from './refused/refusal-store.js';
export type { RefusedEvent } from './refused/refused-event.js';
export type { Credential, CredentialTerms } from './credentials/credential.js';
export { createCredential, listCredentials, revokeCredential, type CredentialsAt } from './credentials/at-once.js';
export {
  credentialsFile,
  openCredentials,
  openSharedCredentials,
  type CredentialPlace,
  type CredentialStore,
} from './credentials/credential-store.js';
export { copyStoresToShared, type CopyStoresOptions } from './shared/copy-stores.js';
export { embedStoreFiles, embedStores } from './shared/embed-stores.js';
