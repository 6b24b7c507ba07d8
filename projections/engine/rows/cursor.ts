/** Where a page ended: the order of pages, which no other row shares. */
export type Cursor = readonly [date: string, place: number, key: string];

export const cursor = (at: Cursor): string => Buffer.from(JSON.stringify(at)).toString('base64url');

/** @throws RangeError when the text is no cursor of ours. */
export function cursorOf(text: string): Cursor {
  try {
    const at = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as unknown[];
    if (at.map((part) => typeof part).join() === 'string,number,string') return at as unknown as Cursor;
  } catch {
    // Said below.
  }
  throw new RangeError('not a cursor');
}
