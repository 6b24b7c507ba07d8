import {
  closeElement,
  element,
  erasedText,
  openElement,
  writeXml,
  type KeptRow,
  type Layout,
  type RenderContext,
  type Rows,
} from '#libs/reporting';
import { l201Code } from './l201-code.js';
import { envelope, fileNameOf } from './l201-envelope.js';

const root = 'UdsatteBoernOgUngeLeveranceL201U1Struktur';
const namespaces = {
  xmlns: 'http://rep.oio.dk/dst.dk/xml/schemas/2010/04/16/',
  'xmlns:dst': 'http://rep.oio.dk/dst.dk/xml/schemas/2002/06/28/',
};

/**
 * Statistics Denmark's XML for support measures (L201): one municipality a file, so the country and a provider get none. The format holds
 * identifiers of 10 to 16 characters: of an erased person it says `erased`, filled up with hyphens to ten.
 */
export const l201Layout: Layout = {
  id: 'support-stock-l201.v1',
  serves: ({ reporter }) => /^\d{3}$/.test(reporter),
  fileName: fileNameOf,
  write: (rows, context) => writeXml(document(rows, context)),
};

async function* document(rows: Rows<KeptRow>, context: RenderContext): AsyncGenerator<string> {
  yield `${openElement(root, namespaces)}\n${envelope(context)}\n${openElement('ForanstaltningStrukturSamling')}\n`;
  for await (const row of rows) yield `${measure(row as StockRow, context)}\n`;
  yield `${closeElement('ForanstaltningStrukturSamling')}\n${closeElement(root)}\n`;
}

/** A row of the stock as kept. Dates are plain; the end is the last day. */
export interface StockRow extends KeptRow {
  readonly reporter: string;
  readonly identifier: string;
  readonly guardian: string;
  readonly measure: string;
  readonly pgf: string;
  readonly startDate: string;
  readonly endDate?: string;
}

function measure(row: StockRow, { resolve }: RenderContext): string {
  const number = (token: string): string => {
    const clear = resolve(token);
    return clear === erasedText ? clear.padEnd(10, '-') : clear;
  };
  return [
    openElement('ForanstaltningStruktur'),
    element('UdsatBarnCPRidentifikator', number(row.identifier)),
    element('FormynderCPRidentifikator', number(row.guardian)),
    element('ForanstaltningId', resolve(row.measure)),
    element('ForanstaltningKode', l201Code(row.pgf)!),
    element('ForanstaltningStartDato', row.startDate),
    ...(row.endDate ? [element('ForanstaltningSlutDato', row.endDate)] : []),
    closeElement('ForanstaltningStruktur'),
  ].join('');
}
