import { byteChunks } from './byte-chunks.js';
import type { Rows } from './column.js';
import { ReportingError } from '../reporting-error.js';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};
const special = /[&<>"'\t\n\r]/g;
/** What XML 1.0 cannot hold even as a reference: the other control characters, lone surrogates, U+FFFE and U+FFFF. */
const impossible = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/u;

/** Text for an element or an attribute. Throws ReportingError `writer.value-unfit` for a character that XML 1.0 cannot hold. */
export function escapeXml(text: string): string {
  if (impossible.test(text))
    throw new ReportingError(
      'writer.value-unfit',
      'A text holds a control character that XML cannot carry; correct it at its source and deliver again.',
    );
  return text.replace(special, (character) => entities[character]!);
}

export type XmlAttributes = Readonly<Record<string, string | number | boolean>>;

const attributesOf = (attributes: XmlAttributes): string =>
  Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escapeXml(String(value))}"`)
    .join('');

/** `<name a="…">`. Names are the layout's own and are written as they stand. */
export const openElement = (name: string, attributes: XmlAttributes = {}): string =>
  `<${name}${attributesOf(attributes)}>`;

export const closeElement = (name: string): string => `</${name}>`;

/** `<name a="…">text</name>`, or `<name/>` for the empty text. */
export const element = (name: string, text: string | number | boolean = '', attributes: XmlAttributes = {}): string =>
  text === ''
    ? `<${name}${attributesOf(attributes)}/>`
    : `${openElement(name, attributes)}${escapeXml(String(text))}${closeElement(name)}`;

/** An XML 1.0 document in UTF-8 from its pieces, streamed in chunks of about 64 KiB. A layout yields one piece a row, line breaks its own. */
export async function* writeXml(pieces: Rows<string>): AsyncGenerator<Uint8Array> {
  yield* byteChunks(document(pieces));
}

async function* document(pieces: Rows<string>): AsyncGenerator<string> {
  yield '<?xml version="1.0" encoding="UTF-8"?>\n';
  yield* pieces;
}
