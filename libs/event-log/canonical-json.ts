/**
 * JSON in one form only: members sorted by UTF-16 code units, no white space, numbers as ECMAScript writes them (RFC 8785).
 * What is stored and hashed is this text. Members that are undefined are left out.
 * @throws TypeError for what JSON cannot hold (a bigint, a function, NaN).
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError('a number that is not finite has no JSON form');
    return JSON.stringify(value);
  }
  if (Array.isArray(value))
    return `[${value.map((one) => (one === undefined ? 'null' : canonicalJson(one))).join(',')}]`;
  if (typeof value === 'object') return object(value as Record<string, unknown>);
  throw new TypeError(`a ${typeof value} has no JSON form`);
}

function object(value: Record<string, unknown>): string {
  let text = '';
  for (const name of Object.keys(value).sort()) {
    const member = value[name];
    if (member !== undefined) text += `${text && ','}${JSON.stringify(name)}:${canonicalJson(member)}`;
  }
  return `{${text}}`;
}
