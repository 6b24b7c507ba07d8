/** A rule of the guidance and of the other sources, by its id. */
export interface Rule {
  /** e.g. `ANB-2.2.1a`. */
  readonly id: string;
  readonly statistic: string;
  /** who, scope, event, identifier, date, deadline, content, … */
  readonly kind: string;
  /** Short statement, English. */
  readonly text: string;
  readonly source: { readonly seed?: string; readonly section?: string; readonly publicSource?: string };
}

/** What our sources leave open or contradict themselves on, and what we take them to mean; a choice, not a fact. */
export interface Reading {
  /** `R…`, or `H…` for those of the reference room. */
  readonly id: string;
  readonly title?: string;
  readonly text: string;
}

/** A sentence for a case worker: what is wrong and what to do. */
export interface Sentence {
  readonly en: string;
  readonly da: string;
}

/** A rule of the house: what the product itself asks, which no guidance says. */
export interface HouseRule {
  /** `SYS-…`. */
  readonly id: string;
  /** `refusal`: intake does not take the event; `left-out`: a delivery cannot express the row; the others are findings. */
  readonly severity: 'error' | 'warning' | 'information' | 'refusal' | 'left-out';
  /** What is wrong. */
  readonly en: string;
  readonly da: string;
  readonly whatToDo: Sentence;
}
