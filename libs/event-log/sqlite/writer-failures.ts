import { EventLogError, type EventLogErrorCode } from '../event-log-error.js';
import type { Failed } from './messages.js';

/** A coded error of ours is handed on as it is. */
export const failure = ({ code, reason }: Failed): EventLogError =>
  code?.startsWith('log.') ? new EventLogError(code as EventLogErrorCode, reason) : writeFailed(reason);

export const writeFailed = (reason: string): EventLogError =>
  new EventLogError(
    'log.write-failed',
    `The log could not be written (${reason}); nothing of this call was kept. See to the disk, then send it again.`,
  );

export const outcomeUnknown = (reason: string): EventLogError =>
  new EventLogError(
    'log.outcome-unknown',
    `The writer stopped (${reason}) before it answered; the call was kept whole or not at all. Start again and send it again: what was kept is answered with its first receipt.`,
  );
