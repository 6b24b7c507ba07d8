import type { Projection } from '../port.js';
import { RowBatch } from './row-batch.js';
import type { Change } from './unit-rows.js';
import type { FilesWriter } from './write-apart.js';

interface OfFile {
  readonly batch: RowBatch;
  /** The ordinal up to which the file is written: what is folded again up to there is there already. */
  checkpoint: number;
}

/** The rows of every projection on their way to its file: gathered, and handed over a batch at a time. */
export class RowsUnderWay {
  readonly #files: ReadonlyMap<Projection, OfFile>;

  /**
   * @param checkpointOf of a projection's file as it is.
   * @param onWritten told after each batch, when it is committed in every file.
   */
  constructor(
    private readonly writer: FilesWriter,
    projections: readonly Projection[],
    checkpointOf: (projection: Projection) => number,
    private readonly onWritten?: (upTo: number) => void,
  ) {
    this.#files = new Map(projections.map((one) => [one, { batch: new RowBatch(), checkpoint: checkpointOf(one) }]));
  }

  /** The ordinal up to which every file is written. */
  checkpoint(): number {
    return Math.min(...[...this.#files.values()].map(({ checkpoint }) => checkpoint));
  }

  /** What one event changed in a unit. */
  write(projection: Projection, ordinal: number, changes: readonly Change[]): void {
    const { batch, checkpoint } = this.#files.get(projection)!;
    if (checkpoint < ordinal) batch.write(ordinal, changes);
  }

  /** No thing gathered so far comes again. */
  forget(): void {
    for (const { batch } of this.#files.values()) batch.forget();
  }

  /** Forgets what was gathered and not handed over. */
  drop(): void {
    for (const { batch } of this.#files.values()) batch.drop();
  }

  /**
   * Hands over what was gathered; with it the files reach up to an ordinal. Resolves when more may be gathered.
   * @throws Error when something handed over before could not be written.
   */
  async handOver(upTo: number): Promise<void> {
    const files = [...this.#files.values()];
    const taken = files.map(({ batch }) => batch.take());
    const written = (numbers: readonly Float64Array[]): void => {
      taken.forEach(({ placed }, nth) => {
        for (const [thing, at] of placed) thing.no = numbers[nth]![at];
      });
      for (const file of files) file.checkpoint = Math.max(file.checkpoint, upTo);
      this.onWritten?.(upTo);
    };
    await this.writer.write(
      taken.map(({ batch }) => batch),
      upTo,
      written,
    );
  }
}
