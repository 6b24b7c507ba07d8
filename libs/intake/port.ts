/**
 * Intake: judges an event on the event alone, gives its persons and vaulted texts to the vault, and appends it to the log.
 * The HTTP door and the command line both come through here; there is no other way in.
 */

/** A CloudEvents 1.0 event as parsed from JSON; nothing about it is trusted yet. */
export type Incoming = unknown;

/** Who sends: read from the credential, never from the body. */
export interface Principal {
  /** Id of the credential, not secret. */
  readonly id: string;
  /** The case system, lower case letters, digits, dots and hyphens. */
  readonly system: string;
  /** Reporters it may report for; `*` = all (the demo's, and national tools'). */
  readonly reporters: readonly string[];
  readonly roles: readonly Role[];
  /** Its events are synthetic: the mark is stamped on every one and cannot be taken off. */
  readonly synthetic: boolean;
}

export type Role = 'publish' | 'read' | 'deliver' | 'audit' | 'national' | 'operate';

/** Why an event was refused: a rule, the field (JSON pointer into the event), a sentence in both languages. Never a value. */
export interface Refusal {
  readonly rule: string;
  readonly field: string;
  readonly en: string;
  readonly da: string;
}

/** What became of one event of a request, in the order sent. */
export interface Receipt {
  /** Position in the request, from 0. */
  readonly index: number;
  /** The sender's id when it was a usable text that holds no CPR number, else null. */
  readonly id: string | null;
  /** Our id of the event: UUIDv5 of the case system and the sender's id. Null when there was no usable id. */
  readonly eventId: string | null;
  readonly verdict: 'accepted' | 'duplicate' | 'refused';
  readonly revision: number | null;
  /** Known at once on the embedded log, else asked for again by event id. */
  readonly ordinal: number | null;
  readonly refusals: readonly Refusal[];
}

export interface SubmitOptions {
  /** Only judged, nothing stored and nothing claimed. */
  readonly validateOnly?: boolean;
  /** Of a single event: the revision the sender believes its stream to be at (-1 = none yet). */
  readonly expectedRevision?: number;
  /** Receipts can be asked for under this id. */
  readonly importId?: string;
}

export interface Intake {
  /** Resolved = durable. Good events are taken though others of the request are refused. At most 10 000 events a call. */
  submit(events: readonly Incoming[], principal: Principal, options?: SubmitOptions): Promise<Receipt[]>;
}
