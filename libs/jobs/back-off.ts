const longest = 60_000;

/** Milliseconds to wait after a failed attempt (1 = the first): doubled each time, one minute at most. */
export const backOffAfter = (attempt: number, first: number): number => Math.min(first * 2 ** (attempt - 1), longest);
