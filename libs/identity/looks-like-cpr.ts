/**
 * Finds what has the shape of a CPR number. Used to refuse numbers where none belongs (event ids, codes) and to look for leaks,
 * so it asks for less than a valid number: a day and month that exist (29 February always does), the day perhaps raised by 60.
 */

/** UUIDs and hex digests: by chance one UUID in a thousand holds ten digits that look like a CPR number, and none carries one. */
const randomNames =
  /(?<![0-9a-z])(?:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{32,})(?![0-9a-z])/gi;

/**
 * Six digits and four, together or with up to three characters between that part words or cannot be seen; the six also as a date is
 * written, with one between each two. In no longer run of digits.
 */
const shape = /(?<!\d)(\d{2})[ ./-]?(\d{2})[ ./-]?\d{2}[\s\p{Dash}\p{Cf}./_:]{0,3}\d{4}(?!\d)/gu;

const daysOfMonth = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether a CPR-shaped string stands anywhere in the text. Never says where or which. By chance 7.3 % of ten-digit numbers are, half of them raised by 60. */
export function looksLikeCpr(text: string): boolean {
  // Full-width digits and other ways of writing the same digit count as the digit.
  const rest = text.normalize('NFKC').replace(randomNames, '#');
  for (const found of rest.matchAll(shape)) {
    const raised = Number(found[1]);
    const day = raised > 60 ? raised - 60 : raised;
    const days = daysOfMonth[Number(found[2]) - 1];
    if (days !== undefined && day >= 1 && day <= days) return true;
  }
  return false;
}
