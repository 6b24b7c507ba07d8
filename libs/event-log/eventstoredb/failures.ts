import {
  AccessDeniedError,
  MaxAppendSizeExceededError,
  NotLeaderError,
  StreamDeletedError,
  WrongExpectedVersionError,
} from '@eventstore/db-client';
import { EventLogError } from '../event-log-error.js';

/** What an error of the client means for the call that met it. */
export type Failure =
  /** Somebody else wrote the stream; nothing was kept. */
  | { readonly kind: 'overtaken' }
  /** Final; nothing was kept. */
  | { readonly kind: 'refused'; readonly error: EventLogError }
  /** The call may have been kept, whole. `renew` = the connection is not to be trusted any longer. */
  | { readonly kind: 'unclear'; readonly renew: boolean; readonly noLeader: boolean };

/** gRPC's PERMISSION_DENIED and UNAUTHENTICATED, which come without a type where the call never reached the store. */
const denied = new Set([7, 16]);

export function failureOf(error: unknown): Failure {
  if (error instanceof WrongExpectedVersionError) return { kind: 'overtaken' };
  if (error instanceof EventLogError) return { kind: 'refused', error };
  if (error instanceof AccessDeniedError || denied.has((error as { code: number }).code))
    return { kind: 'refused', error: refused(error) };
  if (error instanceof MaxAppendSizeExceededError) return { kind: 'refused', error: tooLarge(error) };
  if (error instanceof StreamDeletedError) return { kind: 'refused', error: deleted(error) };
  // The client has been told where the leader is, and goes there.
  const renew = !(error instanceof NotLeaderError);
  return { kind: 'unclear', renew, noLeader: String((error as Error).message).includes('No leader info') };
}

/** An error of the client while the log was read or looked at, in our words. */
export function readingError(error: unknown): EventLogError {
  const failure = failureOf(error);
  if (failure.kind === 'refused') return failure.error;
  return failure.kind === 'unclear' && failure.noLeader ? readOnly(error) : unreachable(error);
}

export const readOnly = (cause?: unknown): EventLogError =>
  new EventLogError(
    'log.read-only',
    'The node of the event store knows no leader: it only reads, or its cluster has lost more than half of its nodes. See to the nodes, or name all of them in the connection string.',
    { cause },
  );

export const unreachable = (cause?: unknown): EventLogError =>
  new EventLogError(
    'log.unreachable',
    'The event store cannot be reached or does not answer in time; nothing of this call was kept. See to its nodes and to the connection string, then send it again.',
    { cause },
  );

export const outcomeUnknown = (): EventLogError =>
  new EventLogError(
    'log.outcome-unknown',
    'The event store did not answer in time; each request of the call was kept whole or not at all. Send it again: what was kept is answered with its first receipt.',
  );

export const overtaken = (): EventLogError =>
  new EventLogError(
    'log.write-failed',
    'Others were quicker in the same stream, again and again; nothing of this request was kept. Send it again.',
  );

/** @param mayBeKept something of the call was sent, or may have been. */
export const replicaFailed = (cause: unknown, mayBeKept: boolean): EventLogError =>
  new EventLogError(
    mayBeKept ? 'log.outcome-unknown' : 'log.write-failed',
    `The replica could not be read (${(cause as Error).message}); ${mayBeKept ? 'each request of the call was kept whole or not at all' : 'nothing of this call was kept'}. See to its disk, then send it again: nothing is kept twice.`,
    { cause },
  );

export const replicaBehind = (): EventLogError =>
  new EventLogError(
    'log.write-failed',
    'The replica is too far behind the event store; nothing of this call was kept. See to its disk and to the health of the log, then send it again.',
  );

const refused = (cause: unknown): EventLogError =>
  new EventLogError(
    'log.refused',
    'The event store refuses the user, or the user may not do this. Check user and password in the connection string and the rights on the streams.',
    { cause },
  );

export const tooLarge = (cause?: unknown): EventLogError =>
  new EventLogError(
    'log.request-too-large',
    'The request is larger than the event store takes (1 MiB when it is not set otherwise). Send fewer events a request.',
    { cause },
  );

const deleted = (cause: unknown): EventLogError =>
  new EventLogError(
    'log.not-whole',
    'A stream of the log was deleted in the event store. Find out who did it, and restore the store from its backup.',
    { cause },
  );
