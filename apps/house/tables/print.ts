import { tokensIn } from '#libs/identity';
import type { Principal } from '#libs/intake';
import { printForm } from '#projections';
import type { RowVersion } from '#projections/engine';
import { HouseError } from '../house-error.js';
import { maySee } from './may-see.js';
import { asOfOrdinal } from './page.js';
import type { ReadSide } from './read-side.js';
import { reveal } from './reveal.js';

/** Which form, as of when, and whether persons are told in clear. */
export interface FormRequest {
  readonly serial: number;
  readonly asOf: string | undefined;
  readonly identified: boolean;
}

/** One form as a page that prints on A4 (SKE-7j). @throws HouseError `form.unknown`, `view.forbidden`. */
export async function printedForm(side: ReadSide, request: FormRequest, who: Principal): Promise<string> {
  if (request.identified && !who.roles.includes('deliver'))
    throw new HouseError('view.forbidden', 'A form with numbers in clear needs the role deliver; ask for it without.');
  const row = formRow(side, request.serial, await asOfOrdinal(side, request.asOf));
  // A form of another reporter is answered as one that does not exist.
  if (!row || !maySee(who, row.reporter))
    throw new HouseError(
      'form.unknown',
      'There is no form of that serial number as of then; the view overview lists the forms.',
    );
  const open = await reveal(side.vault, tokensIn(row.body), request.identified ? 'persons' : 'sender-ids');
  return printForm(row, open);
}

function formRow(side: ReadSide, serial: number, asOf: number): RowVersion | undefined {
  if (!Number.isSafeInteger(serial) || serial < 1) return undefined;
  return side.rows('forms').page({ kind: 'form', keyHead: String(serial), asOf }, 1).rows[0];
}
