/** The four signs in full width as well: a spreadsheet may fold them. */
const opensFormula = /^[=+\-@\t\r\n＝＋－＠]/;
/** A number as people write it, with point or comma, or in powers of ten: a spreadsheet computes nothing with it. */
const pureNumber = /^[+-]?\d+([.,]\d+)?([eE][+-]?\d+)?$/;

/**
 * Guards a text cell of a CSV file against formula injection: a spreadsheet runs a cell that begins with `=`, `+`, `-`, `@`, a
 * tab or a line break, so such a text gets a leading apostrophe. A pure number (`-5`, `+1,5`) is left as it is.
 * Source: OWASP, "CSV Injection".
 */
export const guardFormula = (text: string): string =>
  opensFormula.test(text) && !pureNumber.test(text) ? `'${text}` : text;
