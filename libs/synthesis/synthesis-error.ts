/** Why nothing can be made. The codes are stable. */
export type SynthesisFault =
  | 'SYNTHESIS-YEARS'
  | 'SYNTHESIS-SCALE'
  | 'SYNTHESIS-MUNICIPALITY'
  | 'SYNTHESIS-END'
  | 'SYNTHESIS-TOO-LARGE';

/** Options that cannot be met; the sentence says what to do. */
export class SynthesisError extends Error {
  constructor(
    readonly code: SynthesisFault,
    sentence: string,
  ) {
    super(sentence);
    this.name = 'SynthesisError';
  }
}
