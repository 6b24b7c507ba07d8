/** Not answers: when it was sent, where it stands in its day, and who it is about, whose reference may have changed since. */
const noAnswers = ['sentAt', 'caseSequence', 'person'];

/** True when content told later changes or takes away something that stood in the earlier one; what is only added does not. */
export const overwrites = (earlier: object, later: object): boolean =>
  Object.entries(earlier).some(
    ([name, value]) => !noAnswers.includes(name) && !keeps(value, (later as Record<string, unknown>)[name]),
  );

function keeps(earlier: unknown, later: unknown): boolean {
  if (Array.isArray(earlier)) {
    return Array.isArray(later) && earlier.every((one) => later.some((other) => keeps(one, other)));
  }
  if (typeof earlier !== 'object' || earlier === null) return earlier === later;
  return typeof later === 'object' && later !== null && !overwrites(earlier, later);
}
