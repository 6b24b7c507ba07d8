import { looksLikeCpr } from '#libs/identity';
import type { JobFailure } from './port.js';

/** Codes as the house writes them: `room.reason`. Errors with one promise to repeat no data. */
const houseCode = /^[a-z]+(?:-[a-z]+)*(?:\.[a-z]+(?:-[a-z]+)*)+$/;

const longestMessage = 500;

/**
 * What a job keeps of an error: code and sentence of one of ours. The words of any other may repeat what was worked on; they go to the log
 * of the process and are not kept.
 */
export function failureOf(error: unknown): JobFailure {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  if (typeof code === 'string' && houseCode.test(code) && typeof message === 'string' && !looksLikeCpr(message))
    return { code, message: message.slice(0, longestMessage) };
  return {
    code: 'jobs.processor-failed',
    message: 'The job failed by an error without a code. The log of the worker that ran it says more.',
  };
}

/** As one line, for engines that keep a text. */
export const failureText = ({ code, message }: JobFailure): string => `${code}: ${message}`;

export function failureFromText(text: string): JobFailure {
  const at = text.indexOf(': ');
  if (at > 0 && houseCode.test(text.slice(0, at))) return { code: text.slice(0, at), message: text.slice(at + 2) };
  return { code: 'jobs.processor-failed', message: text.slice(0, longestMessage) };
}
