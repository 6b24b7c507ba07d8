import { failureFromText, failureOf, failureText } from './failure.js';
import { FinalFailure, JobsError } from './jobs-error.js';

describe('what is kept of an error', () => {
  it.each([
    new JobsError('jobs.child-failed', '1 of 2 parts did not get done.'),
    new FinalFailure('delivery.layout-unknown', 'There is no such layout: name another.'),
  ])('is code and sentence of one of ours: %s', (error) => {
    const { code, message } = error;
    expect(failureOf(error)).toEqual({ code, message });
    expect(failureFromText(failureText({ code, message }))).toEqual({ code, message });
  });

  it.each([
    new Error('no row for Karen'),
    Object.assign(new Error("open '/data/Karen.csv'"), { code: 'ENOENT' }),
    Object.assign(new Error('UNIQUE constraint failed'), { code: 'SQLITE_CONSTRAINT_UNIQUE' }),
    new FinalFailure('delivery.failed', 'The row of 010199-3045 is wrong.'),
    'Karen',
    undefined,
    null,
  ])('is nothing of any other: %s', (error) => {
    const failure = failureOf(error);
    expect(failure.code).toBe('jobs.processor-failed');
    expect(failure.message).not.toMatch(/Karen|010199|UNIQUE/);
  });

  it('is at most 500 characters', () => {
    expect(failureOf(new FinalFailure('a.b', 'x'.repeat(900))).message).toHaveLength(500);
  });
});
