/** Names as our fields have them: letters, or the index of a list. A name with digits could be a person's number. */
const harmless = /^(?:[a-z][A-Za-z]{0,39}|\d{1,3})$/;

/** The pointer of a member; of its parent where the member's name is none that we would write. */
export const safePointer = (parent: string, name: string): string =>
  harmless.test(name) || name === 'section75' || name === 'refused114' ? `${parent}/${name}` : parent;
