/** How a command ends. Stable. */
export const exitCode = {
  done: 0,
  /** It could not be done; a line with a stable code says why. */
  failed: 1,
  /** It was called wrongly. */
  usage: 2,
  /** It was done, and the answer is bad news: events refused, deliveries that differ, a log that does not verify. */
  found: 3,
  /** Ended by Ctrl-C or a termination signal. */
  stopped: 130,
  /** Whoever read the output went away before its end. */
  unread: 141,
} as const;
