import type { Principal } from '#libs/intake';
import { HouseError } from '../house-error.js';

/** Whose rows a principal may see. Rows of reporter '' speak across reporters: for the role `national` only. */
export const maySee = ({ reporters, roles }: Principal, reporter: string): boolean =>
  reporter === '' ? roles.includes('national') : reporters.includes('*') || reporters.includes(reporter);

/**
 * The reporter whose rows are read; undefined = all that there are. Who has one reporter need not name it.
 * @throws HouseError `view.forbidden`, `view.query`.
 */
export function reporterFor(who: Principal, asked: string | undefined): string | undefined {
  if (asked !== undefined) {
    if (maySee(who, asked)) return asked;
    throw new HouseError(
      'view.forbidden',
      'This credential may not read the rows of that reporter; name one of its own.',
    );
  }
  if (who.reporters.includes('*')) return undefined;
  if (who.reporters.length === 1) return who.reporters[0];
  throw new HouseError('view.query', 'This credential has several reporters; name one of them as reporter.');
}
