import type { KeptRow } from '../port.js';
import { ReportingError } from '../reporting-error.js';
import type { RenderParts } from './delivery-parts.js';
import { pause } from './watched-rows.js';

const batchSize = 1000;
/** What stands in a cell whose person was erased. */
const erasedText = 'erased';

/** The clear values of all tokens of a delivery. */
export interface ClearValues {
  /** Throws `delivery.token-unlisted` for a token that the statistic's `tokensOf` did not name. */
  readonly of: (token: string) => string;
  /** How many of the rows' cells say erased. */
  readonly erased: number;
}

/**
 * Looks up every token of the rows, 1000 different ones at a time. All values are held until the last layout is written, since layouts
 * are synchronous: about 150 bytes a token (see DESIGN.md).
 * Throws `delivery.token-unknown` when the vault does not know a token: then it is older than the log.
 */
export async function resolveTokens(
  rows: Iterable<KeptRow>,
  { statistic, resolve, onProgress, signal }: Pick<RenderParts, 'statistic' | 'resolve' | 'onProgress' | 'signal'>,
): Promise<ClearValues> {
  const clear = new Map<string, string | null>();
  let waiting = new Map<string, string>();
  let count = 0;
  let cells = new Map<string, number>();
  let erased = 0;

  const flush = async (): Promise<void> => {
    const tokens = [...waiting.keys()];
    const answers = await resolve(tokens);
    tokens.forEach((token, at) => {
      const answer = answers[at];
      if (answer?.state === 'known') clear.set(token, answer.value);
      else if (answer?.state === 'erased') {
        clear.set(token, null);
        erased += cells.get(token)!;
      } else throw unknownToken(waiting.get(token)!);
    });
    waiting = new Map();
    cells = new Map();
    onProgress?.({ step: 'resolve', rows: count });
    await pause(signal);
  };

  for (const row of rows) {
    count++;
    for (const token of statistic.tokensOf(row)) {
      const value = clear.get(token);
      if (value === null) erased++;
      if (value !== undefined) continue;
      waiting.set(token, row.key);
      cells.set(token, (cells.get(token) ?? 0) + 1);
    }
    if (waiting.size >= batchSize) await flush();
  }
  if (waiting.size > 0) await flush();
  return { erased, of: (token) => textOf(clear.get(token)) };
}

function textOf(value: string | null | undefined): string {
  if (value === undefined)
    throw new ReportingError(
      'delivery.token-unlisted',
      'A layout asked for a token that its statistic does not list; add it to "tokensOf".',
    );
  return value ?? erasedText;
}

const unknownToken = (key: string): ReportingError =>
  new ReportingError(
    'delivery.token-unknown',
    `The vault does not know a token of the row ${key}: it is older than the log. Restore the newest vault and deliver again.`,
  );
