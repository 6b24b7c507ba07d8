import { canonicalJson } from '#libs/event-log';
import { looksLikeCpr } from '#libs/identity';
import { JobsError } from './jobs-error.js';

/** Bytes of canonical JSON: what a job says of its work, or of how it went, is small; the work itself lies elsewhere. */
export const largest = 16 * 1024;

/** What every CPR number matches; spares most texts the whole search. */
const sixAndFour = /\d{6}\D{0,3}\d{4}/;

/**
 * The canonical text of data or a result that an engine may keep: bounded, and nothing in it that looks like a CPR number.
 * @param what what is guarded, for the sentence.
 * @throws JobsError `jobs.request-invalid`, `jobs.too-large`, `jobs.personal-data`.
 */
export function guarded(value: unknown, what: 'data' | 'result' | 'step'): string {
  const text = json(value, what);
  if (Buffer.byteLength(text) > largest)
    throw new JobsError(
      'jobs.too-large',
      `The ${what} of a job is at most ${largest} bytes of JSON. Keep what is large elsewhere and name it by an id.`,
    );
  if (sixAndFour.test(text) && looksLikeCpr(text))
    throw new JobsError(
      'jobs.personal-data',
      `The ${what} of a job holds something like a CPR number. Jobs carry no personal data: name cases and persons by pseudonym.`,
    );
  return text;
}

function json(value: unknown, what: string): string {
  try {
    return canonicalJson(value);
  } catch (cause) {
    throw new JobsError('jobs.request-invalid', `The ${what} of a job must be plain JSON. Mend what hands it over.`, {
      cause,
    });
  }
}
