import type { OperationInfo } from '../operations/operation.js';
import type { ProblemCode } from '../problems/problem-table.js';

const always: readonly ProblemCode[] = [
  'request.malformed',
  'url.too-long',
  'query.unknown',
  'accept.none',
  'body.media-type',
  'server.busy',
  'server.disk',
  'server.failed',
  'server.closing',
];

/** Every problem an operation may answer with. */
export function problemsOf({
  roles,
  path,
  query,
  takes,
  streams,
  problems = [],
}: OperationInfo): readonly ProblemCode[] {
  const codes = new Set<ProblemCode>([...always, ...problems]);
  const add = (...more: ProblemCode[]): void => more.forEach((code) => codes.add(code));
  if (roles !== 'open') add('credential.missing', 'credential.invalid', 'role.missing', 'url.cpr-number');
  if (path) add('route.unknown');
  if (query) add('query.invalid');
  if (takes) add('body.encoding');
  if (takes && !streams) {
    add('body.too-large', 'json-too-large', 'json-syntax', 'json-utf8', 'json-too-deep');
    add('json-duplicate-key', 'json-forbidden-key', 'json-lone-surrogate');
  }
  return [...codes];
}
