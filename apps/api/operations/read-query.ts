import { fieldsOf } from '#libs/cases';
import { looksLikeCpr } from '#libs/identity';
import { Problem } from '../problems/problem.js';
import type { Dto } from './operation.js';
import { readTexts } from './read-parameters.js';

class Nothing {}

/**
 * The query of a URL by its DTO. A name that is not declared is an error, since a misspelt filter would give more rows than meant.
 * @throws Problem `query.unknown`, `query.invalid`, `url.cpr-number`.
 */
export function readQuery(dto: Dto = Nothing, query: Readonly<Record<string, unknown>>): object {
  if (Object.keys(query).length > 0) return readGiven(dto, query);
  let read = empty.get(dto);
  if (!read) empty.set(dto, (read = Object.freeze(readGiven(dto, query))));
  return read;
}

/** What no query at all says, read once: most requests have none. */
const empty = new Map<Dto, object>();

function readGiven(dto: Dto, query: Readonly<Record<string, unknown>>): object {
  const allowed = fieldsOf(dto).map(({ name }) => name);
  if (Object.keys(query).some((name) => !allowed.includes(name))) {
    throw new Problem('query.unknown', { members: { allowed } });
  }
  const read = readTexts(dto, query);
  if ('wrong' in read) throw new Problem('query.invalid', { members: { parameters: read.wrong } });
  return read.value;
}

/**
 * A number in a URL ends up in the logs of every host on the way. A cursor is exempt: it is ours, and may look like anything.
 * @throws Problem `url.cpr-number`
 */
export function checkUrl(path: string, query: Readonly<Record<string, unknown>>): void {
  const { after: _cursor, ...values } = query;
  if ([decoded(path), ...Object.keys(values), ...Object.values(values).flat().map(String)].some(looksLikeCpr)) {
    throw new Problem('url.cpr-number');
  }
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
