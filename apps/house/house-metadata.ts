import type { EventMetadata } from '#libs/event-log';

/** What is stamped on the house's own events: seals and deliveries. */
export const houseMetadata = (now: Date, principal: string, build: string): EventMetadata => ({
  recordedAt: now.toISOString(),
  system: 'sagsspor',
  principal,
  build,
});
