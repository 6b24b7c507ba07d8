/**
 * The CloudEvents `source` of made-up events: the mark they carry from the generator on. Nobody is trusted for what `source` says of
 * real events, but an event that says of itself that it is made up never counts as real.
 */
export const syntheticSource = 'urn:sagsspor:synthesis';
