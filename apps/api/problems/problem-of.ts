import { HttpException } from '@nestjs/common';
import { HouseError } from '#apps/house';
import { EventLogError } from '#libs/event-log';
import { VaultError } from '#libs/identity';
import { IntakeError, JsonRejected } from '#libs/intake';
import { JobsError } from '#libs/jobs';
import { ReferenceDataError } from '#libs/reference';
import { ReportingError } from '#libs/reporting';
import type { ApiProblemCode } from './api-problems.js';
import { Problem, type ProblemParts } from './problem.js';
import { problemLine, type ProblemCode } from './problem-table.js';

/** A problem ready to be written. */
export interface Answer {
  readonly status: number;
  readonly code: ProblemCode;
  readonly headers: Readonly<Record<string, string>>;
  /** RFC 9457. `title` is fixed by the code; `detail` says what to do this time. */
  readonly body: Readonly<Record<string, unknown>>;
}

const rooms = [
  ...[HouseError, IntakeError, JsonRejected, ReportingError, JobsError],
  ...[EventLogError, VaultError, ReferenceDataError],
];

/** What Fastify and Nest say by a status alone. */
const byStatus: Readonly<Record<number, ApiProblemCode>> = {
  400: 'request.malformed',
  404: 'route.unknown',
  408: 'request.timeout',
  413: 'body.too-large',
  414: 'url.too-long',
  415: 'body.media-type',
};

/** What the system and SQLite say of a disk that is full, broken, or may not be used. */
const ofDisk = /^(ENOSPC|EDQUOT|EROFS|EACCES|EPERM|EIO|EMFILE|ENFILE|SQLITE_(FULL|READONLY|CANTOPEN|IOERR)(_.*)?)$/;

function isOfDisk(error: unknown): boolean {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === 'string' && ofDisk.test(code);
}

/**
 * Any error as a problem. A sentence of ours is told as it is (no room repeats a value); of a fault of the server only the
 * catalogue's sentence, since its own may name files.
 */
export function problemOf(error: unknown, requestId: string): Answer {
  if (error instanceof Problem) return answer(error.code, requestId, error.parts);
  const room = rooms.find((one) => error instanceof one);
  if (room) {
    const { code, message } = error as Error & { code: ProblemCode };
    return answer(code, requestId, { detail: message });
  }
  if (isOfDisk(error)) return answer('server.disk', requestId);
  const status = error instanceof HttpException ? error.getStatus() : (error as { statusCode?: number })?.statusCode;
  return answer(byStatus[status ?? 500] ?? 'server.failed', requestId);
}

function answer(
  code: ProblemCode,
  requestId: string,
  { detail, headers = {}, members = {} }: ProblemParts = {},
): Answer {
  const line = problemLine(code);
  if (!line) return answer('server.failed', requestId);
  const [status, en, da] = line;
  const body = {
    type: `/errors#${code}`,
    title: en,
    status,
    detail: status >= 500 ? en : (detail ?? en),
    da,
    code,
    instance: `urn:uuid:${requestId}`,
    ...members,
  };
  return { status, code, headers: { ...headers, ...(status === 429 && { 'retry-after': '1' }) }, body };
}
