import {
  writeCsv,
  writeJsonLines,
  writeParquet,
  type KeptRow,
  type Layout,
  type RenderContext,
  type TypedColumn,
} from '#libs/reporting';

type Columns = (context: RenderContext) => readonly TypedColumn<KeptRow>[];

/** One table in four formats: comma-separated, semicolon-separated for Danish Excel, JSON Lines and Parquet; the same columns in each. */
export const tableLayouts = (statistic: string, version: number, columns: Columns): readonly Layout[] => {
  const layout = (format: string, end: string, write: Layout['write']): Layout => ({
    id: `${statistic}-${format}.v${version}`,
    fileName: ({ request }) => `${statistic}_${request.reporter || 'dk'}_${request.period}${end}`,
    write,
  });
  return [
    layout('csv', '.csv', (rows, context) => writeCsv(rows, columns(context))),
    layout('excel', '_excel.csv', (rows, context) => writeCsv(rows, columns(context), { excel: true })),
    layout('jsonl', '.jsonl', (rows, context) => writeJsonLines(rows, columns(context))),
    layout('parquet', '.parquet', (rows, context) => writeParquet(rows, columns(context))),
  ];
};
