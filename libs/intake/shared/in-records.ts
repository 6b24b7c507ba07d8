/** Characters of JSON in one record of a journal, well below what it takes. */
const mostCharacters = 400_000;

/** Cuts a list where a record of a journal would grow too long; what is longer by itself stands alone. */
export function inRecords<T>(items: readonly T[]): T[][] {
  const parts: T[][] = [];
  let length = Infinity;
  for (const item of items) {
    const own = JSON.stringify(item).length + 1;
    if (length + own > mostCharacters) {
      parts.push([]);
      length = 0;
    }
    parts.at(-1)!.push(item);
    length += own;
  }
  return parts;
}
