import type { Rows } from '../writers/column.js';
import { writeCsv } from '../writers/write-csv.js';
import { writeJsonLines } from '../writers/write-json-lines.js';
import { closeElement, element, openElement, writeXml } from '../writers/write-xml.js';
import { parsePeriod } from '../periods/parse-period.js';
import type { DeliveryRequest, KeptRow, Layout, LeftOut, RenderContext, Statistic } from '../port.js';

/** A fact of the toy log: the state of one row from its ordinal on. The fact at index 0 has ordinal 1. */
export interface ToyFact {
  readonly key: string;
  readonly child: string;
  readonly date: string;
  readonly value: string;
  readonly gone?: boolean;
  /** A text that the toy's layouts cannot express. */
  readonly unfit?: boolean;
}

interface ToyRow extends KeptRow {
  readonly child: string;
  readonly date: string;
  readonly value: string;
}

/** How the toy derives; a test derives otherwise to see it noticed. */
export interface ToyOptions {
  readonly derive?: (row: KeptRow) => KeptRow;
  readonly layouts?: readonly Layout[];
}

/** The facts dated in the quarter as believed at the ordinal, in the order in which their rows came up. */
export const toyStatistic = (facts: readonly ToyFact[], options: ToyOptions = {}): Statistic => ({
  id: 'toy-events',
  en: 'Toys',
  da: 'Legetøj',
  periods: 'quarter',
  projections: ['toy.v1'],
  layouts: options.layouts ?? [toyCsv, toyXml],
  dateParameters: { since: '2012-01-01' },
  codeLists: ['toy-codes'],
  tokensOf: (row) => [(row as ToyRow).child],
  select(request) {
    const leftOut: LeftOut[] = [];
    return { rows: select(facts, request, leftOut, options.derive ?? ((row) => row)), leftOut };
  },
});

function* select(
  facts: readonly ToyFact[],
  { period, asOf }: DeliveryRequest,
  leftOut: LeftOut[],
  derive: (row: KeptRow) => KeptRow,
): Generator<KeptRow> {
  const { from, to } = parsePeriod(period);
  const latest = new Map<string, ToyFact>();
  for (const fact of facts.slice(0, asOf)) latest.set(fact.key, fact);
  for (const { key, child, date, value, gone, unfit } of latest.values()) {
    if (gone || date < from || date > to) continue;
    if (unfit) leftOut.push({ key, rule: 'TOY-1', reason: 'The toy has no code.' });
    else yield derive({ key, child, date, value });
  }
}

const columnsOf = ({ resolve }: RenderContext) => [
  { name: 'child', value: (row: KeptRow) => resolve((row as ToyRow).child) },
  { name: 'date', value: (row: KeptRow) => (row as ToyRow).date },
  { name: 'value', value: (row: KeptRow) => (row as ToyRow).value },
];

export const toyCsv: Layout = {
  id: 'toy-csv.v1',
  fileName: ({ request }) => `toys-${request.period}.csv`,
  write: (rows, context) => writeCsv(rows, columnsOf(context)),
};

export const toyJsonLines: Layout = {
  id: 'toy-json.v1',
  fileName: ({ request }) => `toys-${request.period}.jsonl`,
  write: (rows, context) => writeJsonLines(rows, columnsOf(context)),
};

export const toyXml: Layout = {
  id: 'toy-xml.v1',
  fileName: ({ request }) => `toys-${request.period}.xml`,
  write: (rows, context) => writeXml(toyDocument(rows, context)),
};

async function* toyDocument(
  rows: Rows<KeptRow>,
  { at, reporter, resolve, synthetic }: RenderContext,
): AsyncGenerator<string> {
  yield openElement('Toys', { xmlns: 'urn:toys', at, test: synthetic, from: reporter?.name ?? '' });
  for await (const row of rows) {
    const { child, value } = row as ToyRow;
    yield `\n${element('Toy', value, { child: resolve(child) })}`;
  }
  yield `\n${closeElement('Toys')}\n`;
}
