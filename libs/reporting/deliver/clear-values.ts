import type { Resolved } from '#libs/identity';
import { ReportingError } from '../reporting-error.js';

/** What an erased person's cell says. */
export const erasedText = 'erased';

/** The clear values of a delivery's tokens; held in memory for as long as its files are rendered. */
export interface ClearValues {
  /** Throws ReportingError `delivery.token-unlisted` for a token that the statistic did not list. */
  readonly resolve: (token: string) => string;
  /** Cells (row × token) whose person was erased. */
  readonly erased: number;
}

/** Tokens asked of the vault at a time. */
const batchSize = 1_000;
const erased = Symbol('erased');

/**
 * Asks the vault for every token of the rows, each once, in batches. Throws ReportingError `delivery.token-unknown` when the vault lacks one: it must never be older than the log.
 */
export async function clearValues(
  tokensOfRows: Iterable<readonly string[]>,
  resolve: (tokens: readonly string[]) => Promise<readonly Resolved[]>,
): Promise<ClearValues> {
  const known = new Map<string, string | typeof erased>();
  let erasedCells = 0;
  for (const cells of batches(tokensOfRows)) {
    const fresh = [...new Set(cells)].filter((token) => !known.has(token));
    const answers = await resolve(fresh);
    fresh.forEach((token, at) => known.set(token, valueOf(answers[at])));
    erasedCells += cells.filter((token) => known.get(token) === erased).length;
  }
  return { erased: erasedCells, resolve: (token) => textOf(token, known.get(token)) };
}

function* batches(tokensOfRows: Iterable<readonly string[]>): Generator<string[]> {
  let batch: string[] = [];
  for (const tokens of tokensOfRows) {
    for (const token of tokens) if (token) batch.push(token);
    if (batch.length < batchSize) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

function valueOf(answer: Resolved | undefined): string | typeof erased {
  if (answer?.state === 'known') return answer.value;
  if (answer?.state === 'erased') return erased;
  throw new ReportingError(
    'delivery.token-unknown',
    'The vault does not know a token of these rows; it is older than the log. Restore the vault that belongs to it.',
  );
}

function textOf(token: string, value: string | typeof erased | undefined): string {
  if (value === erased) return erasedText;
  if (value !== undefined) return value;
  if (token === '') return '';
  throw new ReportingError(
    'delivery.token-unlisted',
    'A layout asked for a token that its statistic does not list in tokensOf; correct the statistic.',
  );
}
