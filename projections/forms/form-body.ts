import type { EventName } from '#libs/cases';

/** An event as its form tells it. */
export interface FormEventBody {
  readonly event: number;
  readonly type: EventName;
  readonly date: string;
  readonly due: string;
  readonly recordedOn: string;
  readonly answers: Readonly<Record<string, unknown>>;
}

/** What the row of a form holds. */
export interface FormBody {
  readonly form: 1 | 2 | 3;
  readonly serial: number;
  readonly case: string;
  readonly identification: string;
  readonly reportedOn: string;
  readonly child: Readonly<Record<string, unknown>>;
  readonly parents?: readonly Readonly<Record<string, unknown>>[];
  readonly basis?: Readonly<Record<string, unknown>>;
  readonly occasion?: string;
  readonly earlierPlacement?: boolean;
  readonly causes?: readonly string[];
  readonly site?: Readonly<Record<string, unknown>>;
  readonly events: readonly FormEventBody[];
}
