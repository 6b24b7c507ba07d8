/** What a share of a rebuild needs to know; it goes to threads as it is. */
export interface ShareStart {
  readonly directory: string;
  /** The file of each name under way: routing and rows. */
  readonly files: ReadonlyMap<string, string>;
  readonly head: number;
  /** This share's number, from 0. */
  readonly share: number;
  /** How many shares there are. */
  readonly of: number;
}

export interface Rebuilt {
  readonly projection: string;
  readonly ordinal: number;
  readonly digest: string;
  /** Digest of the file that was in use, as of the same ordinal; undefined where there was none that far. */
  readonly before: string | undefined;
}

/** Every so manyth child of a rebuild, folded in this thread or in another one; then some of the files finished. */
export interface Share {
  /**
   * Folds the children of this share and writes their rows into the files of all. Routing is complete by then.
   * @param onDone told how many facts were folded since it was told last.
   */
  fold(onDone: (facts: number) => void, signal: AbortSignal): Promise<void>;
  /** Makes the files of these projections readable, and compares them with those in use. Every share has folded by then. */
  finish(projections: readonly string[]): Promise<readonly Rebuilt[]>;
  close(): Promise<void>;
}
