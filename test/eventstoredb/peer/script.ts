/** What a node is told to do wrong; it looks at this at every call. */
export interface Script {
  /** Milliseconds before an answer. */
  answerAfter: number;
  /** So many appends are stored and never answered. */
  forget: number;
  /** So many appends are stored and answered with a time-out. */
  timeOut: number;
  /** Takes calls, does nothing and says nothing. */
  hang: boolean;
  /** So many readings break off after their first event, as for a consumer that is too slow. */
  breakReadings: number;
  /** The bytes of this answer of each reading are damaged; null for none. */
  damageAnswer: number | null;
  /**
   * `starting`: not ready yet. `denied`: the user may not do this. `unauthenticated`: the password is wrong. `read-only`: takes no
   * appends and knows no leader.
   */
  refuse: 'starting' | 'denied' | 'unauthenticated' | 'read-only' | null;
  version: string;
}

export const goodBehaviour = (): Script => ({
  answerAfter: 0,
  forget: 0,
  timeOut: 0,
  hang: false,
  breakReadings: 0,
  damageAnswer: null,
  refuse: null,
  version: '23.10.6',
});

/** Bytes of data in one append. */
export const largestAppend = 1024 * 1024;
