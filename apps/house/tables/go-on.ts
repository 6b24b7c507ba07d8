import { HouseError } from '../house-error.js';

/** Where a table goes on: the ordinal that its first page is as of, and the row reader's cursor. */
export interface GoingOn {
  readonly asOf: number;
  readonly after: string;
}

/** What a page gives as `next`. It carries the ordinal, so that the pages stay as of the first whatever comes in between. */
export const nextOf = ({ asOf, after }: GoingOn): string => `${asOf}.${after}`;

/** @throws HouseError `view.query` when the text is no `next` of ours, or speaks of what is not projected here. */
export function goingOn(text: string, projected: number): GoingOn {
  const [, ordinal, after] = /^(0|[1-9]\d{0,14})\.(.+)$/.exec(text) ?? [];
  if (ordinal === undefined || after === undefined || Number(ordinal) > projected) throw notOurs();
  return { asOf: Number(ordinal), after };
}

export const notOurs = (): HouseError =>
  new HouseError('view.query', 'after is the cursor that the page before gave as next; give it as it was.');
