/**
 * Names of the house's own streams, which lie in the log but are not counted. The name alone says which a stream is, so that every
 * engine counts the same events.
 */
export const sideStreamPrefixes = ['seal-', 'delivery-', 'house-'] as const;

/** Whether a stream of this name is a side stream. */
export const isSideStream = (stream: string): boolean => sideStreamPrefixes.some((prefix) => stream.startsWith(prefix));
