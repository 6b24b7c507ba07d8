import { backOffAfter } from './back-off.js';

it('the wait doubles with each attempt, up to a minute', () => {
  expect([1, 2, 3, 4, 5, 6, 7, 8, 20].map((attempt) => backOffAfter(attempt, 1000))).toEqual([
    1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000, 60_000,
  ]);
});
