import { LRUCache } from 'lru-cache';
import type { Resolved } from '#libs/identity';
import { ReportingError } from '../reporting-error.js';

/** What an erased person's cell says. */
export const erasedText = 'erased';

/** Tokens asked of the vault at a time: those of some rows. */
const batchSize = 1_000;
/** Values held: those of the rows at hand, and as many before them as spare most deliveries a second question for one person. */
const mostHeld = 50_000;
const erased = Symbol('erased');

/** The clear values of the rows at hand and of some before: what is held does not grow with a delivery. */
export class ClearValues {
  readonly #held = new LRUCache<string, string | typeof erased>({ max: mostHeld });
  #erased = 0;

  /** @param ask the vault, for about a thousand tokens at a time. */
  constructor(private readonly ask: (tokens: readonly string[]) => Promise<readonly Resolved[]>) {}

  /** Cells (row × token) whose person was erased, of the reading that came by the most of them: the others take a part of its rows. */
  get erased(): number {
    return this.#erased;
  }

  /**
   * Passes rows on in batches, each while the values of its tokens are held: they must be asked for before the next batch is.
   * Throws ReportingError `delivery.token-unknown` when the vault lacks one: it must never be older than the log.
   */
  async *of<Row>(rows: Iterable<Row>, tokensOf: (row: Row) => readonly string[]): AsyncGenerator<Row[]> {
    let cells = 0;
    for (const { some, tokens } of batches(rows, tokensOf)) {
      await this.#hold(tokens);
      cells += tokens.filter((token) => this.#held.get(token) === erased).length;
      this.#erased = Math.max(this.#erased, cells);
      yield some;
    }
  }

  async #hold(tokens: readonly string[]): Promise<void> {
    const fresh = [...new Set(tokens)].filter((token) => this.#held.get(token) === undefined);
    if (fresh.length === 0) return;
    const answers = await this.ask(fresh);
    fresh.forEach((token, at) => this.#held.set(token, valueOf(answers[at])));
  }

  /** Throws ReportingError `delivery.token-unlisted` for a token that the statistic did not list. */
  readonly resolve = (token: string): string => {
    const value = this.#held.get(token);
    if (value === erased) return erasedText;
    if (value !== undefined) return value;
    if (token === '') return '';
    throw new ReportingError(
      'delivery.token-unlisted',
      'A layout asked for a token that its statistic does not list in tokensOf; correct the statistic.',
    );
  };
}

function* batches<Row>(
  rows: Iterable<Row>,
  tokensOf: (row: Row) => readonly string[],
): Generator<{ readonly some: Row[]; readonly tokens: string[] }> {
  let batch = { some: [] as Row[], tokens: [] as string[] };
  for (const row of rows) {
    batch.some.push(row);
    for (const token of tokensOf(row)) if (token) batch.tokens.push(token);
    if (batch.some.length + batch.tokens.length < batchSize) continue;
    yield batch;
    batch = { some: [], tokens: [] };
  }
  if (batch.some.length > 0) yield batch;
}

function valueOf(answer: Resolved | undefined): string | typeof erased {
  if (answer?.state === 'known') return answer.value;
  if (answer?.state === 'erased') return erased;
  throw new ReportingError(
    'delivery.token-unknown',
    'The vault does not know a token of these rows; it is older than the log. Restore the vault that belongs to it.',
  );
}
