import { HouseError } from '../house-error.js';

/** How long a reader waits for the projections, in milliseconds. */
const patience = 30_000;

/** Waits for the projections, but not for ever. @throws HouseError `projecting.behind`. */
export async function within(reached: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new HouseError('projecting.behind', 'The projections have not come that far yet; ask again later.')),
      patience,
    );
  });
  try {
    await Promise.race([reached, late]);
  } finally {
    clearTimeout(timer);
  }
}
