import { canonicalJson } from '#libs/event-log';

/** True when two JSON values have the same canonical text, told without writing it: a member undefined is one left out. */
export function sameJson(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  const [ofOne, ofOther] = [typeof one, typeof other];
  if (ofOne === 'string' && ofOther === 'string') return false;
  // What JSON bends (a Date) is left to the text.
  if (isBent(one) || isBent(other)) return canonicalJson(one ?? null) === canonicalJson(other ?? null);
  if (ofOne !== 'object' || ofOther !== 'object' || one === null || other === null)
    return (one ?? null) === null && (other ?? null) === null;
  if (Array.isArray(one)) return Array.isArray(other) && sameElements(one, other);
  return !Array.isArray(other) && sameMembers(one as Members, other as Members);
}

function isBent(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value) as unknown;
  return prototype !== Object.prototype && prototype !== Array.prototype;
}

type Members = Readonly<Record<string, unknown>>;

function sameElements(one: readonly unknown[], other: readonly unknown[]): boolean {
  if (one.length !== other.length) return false;
  for (let at = 0; at < one.length; at++) if (!sameJson(one[at], other[at])) return false;
  return true;
}

function sameMembers(one: Members, other: Members): boolean {
  let names = 0;
  for (const name in one) {
    const member = one[name];
    if (member === undefined) continue;
    const its = other[name];
    if (its === undefined || !sameJson(member, its)) return false;
    names++;
  }
  for (const name in other) if (other[name] !== undefined) names--;
  return names === 0;
}
