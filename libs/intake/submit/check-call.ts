import { looksLikeCpr } from '#libs/identity';
import { IntakeError } from '../intake-error.js';
import type { Principal, SubmitOptions } from '../port.js';

/** How many events one call may bring. */
export const mostEvents = 10_000;

/** What concerns a call as a whole. @throws IntakeError */
export function checkCall(count: number, principal: Principal, options: SubmitOptions): void {
  checkPublisher(principal);
  if (count > mostEvents) {
    throw new IntakeError('intake.too-many-events', `A call takes at most ${mostEvents} events; send several calls.`);
  }
  const { expectedRevision, importId } = options;
  if (
    expectedRevision !== undefined &&
    !(count === 1 && Number.isSafeInteger(expectedRevision) && expectedRevision >= -1)
  ) {
    throw new IntakeError(
      'intake.expected-revision',
      'An expected revision is a whole number from -1 on and goes with a single event; send the event alone.',
    );
  }
  if (importId !== undefined) checkImportId(importId);
}

/** @throws IntakeError `intake.not-a-publisher` */
export function checkPublisher({ roles }: Principal): void {
  if (roles.includes('publish')) return;
  throw new IntakeError(
    'intake.not-a-publisher',
    'This credential may not send events; ask for one with the role publish.',
  );
}

/** @throws IntakeError `intake.import-id` */
export function checkImportId(importId: string): void {
  if (/^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/.test(importId) && !looksLikeCpr(importId)) return;
  throw new IntakeError(
    'intake.import-id',
    'An import id is 1 to 80 letters, digits, dots, hyphens and underscores and holds no CPR number; choose another.',
  );
}
