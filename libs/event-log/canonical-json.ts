/**
 * JSON in one form only (RFC 8785): members sorted by UTF-16 code units, no white space, numbers and strings as ECMAScript
 * writes them. What is stored and hashed is this text, so equal values have equal bytes. As with JSON.stringify a member that is
 * undefined is left out, an undefined element is null, and an object that knows its JSON (a Date) gives it. Unlike it, nothing is
 * dropped or bent in silence.
 * @throws TypeError for what JSON cannot hold: a bigint, a function, a symbol, NaN, an infinity, a Map or Set, undefined itself.
 */
export function canonicalJson(value: unknown): string {
  // Looking costs a fifth of sorting and joining, and what comes out of this house mostly is in order.
  return isInOrder(value) ? JSON.stringify(value) : written(value);
}

/** Whether JSON.stringify writes it in the one form as it stands: plain records with their members in order, and nothing that JSON lacks. */
function isInOrder(value: unknown): boolean {
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object') return false;
  if (Array.isArray(value)) return value.every(isInOrder) && !value.includes(undefined);
  if (Object.getPrototypeOf(value) !== Object.prototype) return false;
  let before = '';
  for (const name in value) {
    const member = (value as Record<string, unknown>)[name];
    if (name < before || (member !== undefined && !isInOrder(member))) return false;
    before = name;
  }
  return true;
}

function written(value: unknown): string {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return JSON.stringify(value);
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError('a number that is not finite has no JSON form');
      return JSON.stringify(value);
    case 'object':
      return value === null ? 'null' : canonicalObject(value);
    default:
      throw new TypeError(`a value of type ${typeof value} has no JSON form`);
  }
}

function canonicalObject(value: object): string {
  if (Array.isArray(value))
    return `[${Array.from(value, (one) => (one === undefined ? 'null' : written(one))).join(',')}]`;
  if ('toJSON' in value && typeof value.toJSON === 'function') return written(value.toJSON());
  // Maps, sets and boxed values would come out as an empty object.
  if (Object.prototype.toString.call(value) !== '[object Object]')
    throw new TypeError('an object that is no plain record has no JSON form');
  const record = value as Record<string, unknown>;
  let text = '';
  for (const name of Object.keys(record).sort()) {
    const member = record[name];
    if (member !== undefined) text += `${text && ','}${JSON.stringify(name)}:${canonicalJson(member)}`;
  }
  return `{${text}}`;
}
