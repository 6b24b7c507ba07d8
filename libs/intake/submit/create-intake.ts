import { randomUUID } from 'node:crypto';
import type { EventAppender, EventReader } from '#libs/event-log';
import type { Vault } from '#libs/identity';
import { bulkImport, type ImportOptions, type ImportOutcome } from '../bulk/bulk-import.js';
import { houseKnowledge } from '../house-knowledge.js';
import { IntakeError } from '../intake-error.js';
import type { Knowledge } from '../knowledge.js';
import type { Incoming, Intake, Principal, Receipt, SubmitOptions } from '../port.js';
import { statusOf, type EventStatus } from '../receipts/event-status.js';
import type { ImportStore, ImportSummary, NumberedReceipt } from '../receipts/import-store.js';
import { withOrdinal } from '../receipts/with-ordinal.js';
import type { RefusalStore } from '../refused/refusal-store.js';
import { Claims } from '../tokenise/claims.js';
import { appendDrafts, type Ready } from './append-drafts.js';
import { checkCall, checkImportId, checkPublisher, mostEvents } from './check-call.js';
import { MicroBatcher, type Sequence } from './micro-batcher.js';
import { judgedAtOnce, takeEvents, type Taker } from './take-events.js';
import { prepareBatch, type Accepted } from './write-batch.js';

/** What intake is put together from. Whoever opened the stores closes them, after intake. */
export interface IntakeParts {
  readonly log: { readonly appender: EventAppender; readonly reader: EventReader };
  readonly vault: Vault;
  readonly clock: () => Date;
  /** Which build stamps the events. */
  readonly build: string;
  readonly refusals: RefusalStore;
  readonly imports: ImportStore;
  /** Whether the directory is a demo: it takes synthetic events only, and any other directory takes none. */
  readonly synthetic: boolean;
  /** Default: the house's lists and numbers. */
  readonly knowledge?: Knowledge;
}

/** Intake with all its doors. */
export interface OpenIntake extends Intake {
  /**
   * Takes a stream of newline-delimited events, however long; an import id is made when none is given. Resume = send it again.
   * @throws IntakeError `intake.not-a-publisher`, `intake.import-id`, `intake.import-not-yours`, `intake.gzip`.
   */
  bulkImport(
    stream: AsyncIterable<Uint8Array>,
    principal: Principal,
    options?: Partial<ImportOptions>,
  ): Promise<ImportOutcome>;
  /** Resolves when receipts and refusals of other processes are seen here. */
  caughtUp(): Promise<void>;
  /** The import of that id; the caller sees to it that its principal is one that the asker may ask about. */
  importOf(importId: string): ImportSummary | undefined;
  /** The imports of some credentials, or of all; the last begun first. */
  importsOf(principals?: readonly string[]): ImportSummary[];
  receiptsOf(importId: string, after?: number, limit?: number): NumberedReceipt[];
  /** What is known of an event: where it lies, and every time it was refused. */
  receiptOf(eventId: string): EventStatus;
  /** Takes no more calls, and finishes those it has. */
  close(): Promise<void>;
}

/** Events a commit holds at most when calls are put together. */
const batchSize = 1000;

/** Puts intake together. */
export function createIntake(parts: IntakeParts): OpenIntake {
  const knowledge = parts.knowledge ?? houseKnowledge;
  let gathered: Claims | undefined;
  const steps = {
    prepare: (batch: readonly Accepted[]) => {
      gathered = undefined;
      return prepareBatch(parts, batch);
    },
    write: (ready: readonly Ready[]) => appendDrafts(parts.log.appender, ready),
  };
  const batcher = new MicroBatcher(steps, batchSize);
  const { clock, refusals, imports, synthetic, log } = parts;
  const taker: Taker = {
    ...{ clock, knowledge, refusals, imports, synthetic },
    claims: () => (gathered ??= new Claims()),
    write: (events, sequence) => batcher.add(events, sequence),
  };
  const calls = new Set<Promise<unknown>>();
  let closed = false;

  /** Runs a call so that closing waits for it. */
  const run = async <T>(call: () => Promise<T>): Promise<T> => {
    if (closed) throw new IntakeError('intake.closed', 'Intake is closing; send again when the server is back.');
    const running = call();
    calls.add(running);
    try {
      return await running;
    } finally {
      calls.delete(running);
    }
  };

  const begin = (importId: string, principal: Principal): Promise<void> =>
    imports.begin(importId, principal, clock().toISOString());

  return {
    submit(events: readonly Incoming[], principal: Principal, options: SubmitOptions = {}): Promise<Receipt[]> {
      return run(async () => {
        checkCall(events.length, principal, options);
        if (options.importId !== undefined && !options.validateOnly) await begin(options.importId, principal);
        const entries = events.map((incoming, index) => ({ index, incoming }));
        return takeEvents(taker, entries, principal, options);
      });
    },

    bulkImport(stream, principal, options = {}): Promise<ImportOutcome> {
      return run(async () => {
        const { importId = randomUUID(), batch = judgedAtOnce } = options;
        checkPublisher(principal);
        checkImportId(importId);
        await begin(importId, principal);
        const bounded = Math.max(1, Math.min(Math.trunc(batch), mostEvents));
        const sequence: Sequence = {};
        return bulkImport(stream, { ...options, importId, batch: bounded }, (entries) =>
          takeEvents(taker, entries, principal, { importId }, sequence),
        );
      });
    },

    async caughtUp() {
      await Promise.all([imports.caughtUp(), refusals.caughtUp()]);
    },
    importOf: (importId) => imports.summary(importId),
    importsOf: (principals) => imports.list(principals),
    receiptsOf: (importId, after = 0, limit = 1000) =>
      imports.receiptsOf(importId, after, limit).map((receipt) => withOrdinal(receipt, log.reader)),
    receiptOf: (eventId) => statusOf(eventId, log.reader, refusals),

    async close(): Promise<void> {
      closed = true;
      await Promise.allSettled(calls);
      await batcher.drained();
    },
  };
}
