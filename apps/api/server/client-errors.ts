import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import { problemOf } from '../problems/problem-of.js';
import { Problem } from '../problems/problem.js';
import type { ApiProblemCode } from '../problems/api-problems.js';

const codes: Readonly<Record<string, ApiProblemCode>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 'request.timeout',
  HPE_HEADER_OVERFLOW: 'headers.too-large',
};

/** Answers what is no HTTP request, or never became one, on the bare socket, and ends the connection. */
export function answerClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const { status, body } = problemOf(new Problem(codes[error.code ?? ''] ?? 'request.malformed'), randomUUID());
  const text = JSON.stringify(body);
  const head = [
    `HTTP/1.1 ${status} ${status === 408 ? 'Request Timeout' : status === 431 ? 'Request Header Fields Too Large' : 'Bad Request'}`,
    'content-type: application/problem+json; charset=utf-8',
    `content-length: ${Buffer.byteLength(text)}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${text}`);
}
