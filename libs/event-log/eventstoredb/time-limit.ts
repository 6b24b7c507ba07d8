/** A call that did not come back in time. What it asked for may still happen. */
export class TimeLimitError extends Error {
  override readonly name = 'TimeLimitError';
}

/** Gives up waiting after so many milliseconds: the client's own deadlines do not hold on appends and reads. */
export function withTimeLimit<T>(promise: Promise<T>, ms: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new TimeLimitError('no answer in time')), ms);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
