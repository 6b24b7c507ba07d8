/** True only when two JSON values have the same canonical text; some that have it (a member undefined and one left out) are not seen. */
export function sameJson(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one)) return Array.isArray(other) && sameElements(one, other);
  return !Array.isArray(other) && sameMembers(one as Members, other as Members);
}

type Members = Readonly<Record<string, unknown>>;

function sameElements(one: readonly unknown[], other: readonly unknown[]): boolean {
  if (one.length !== other.length) return false;
  for (let at = 0; at < one.length; at++) if (!sameJson(one[at], other[at])) return false;
  return true;
}

function sameMembers(one: Members, other: Members): boolean {
  // What JSON would bend (a Date, a Map) is left to the text.
  if (Object.getPrototypeOf(one) !== Object.prototype || Object.getPrototypeOf(other) !== Object.prototype)
    return false;
  let names = 0;
  for (const name in one) {
    if (!(name in other) || !sameJson(one[name], other[name])) return false;
    names++;
  }
  for (const _name in other) names--;
  return names === 0;
}
