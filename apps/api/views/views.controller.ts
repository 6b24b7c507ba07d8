import { Readable } from 'node:stream';
import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { writeTables, type House, type Table, type TableQuery } from '#apps/house';
import type { Principal } from '#libs/intake';
import { views, type View } from '#projections';
import type { Limits } from '../api-options.js';
import { tablePage, viewList } from '../operations/answers.js';
import { Asked, Path, Who } from '../operations/arguments.js';
import { csvType, jsonType, ndjsonType, Operation } from '../operations/operation.js';
import { HOUSE, LIMITS, LOGGER } from '../parts.js';
import { Problem } from '../problems/problem.js';
import { logFault } from '../problems/send-problem.js';
import { firstThenRest } from './first-then-rest.js';
import { reporterOf, ViewPath, ViewQuery, type FileFormat } from './view-queries.js';

const fileTypes = {
  csv: `${csvType}; charset=utf-8; header=present`,
  'csv-excel': `${csvType}; charset=utf-8; header=present`,
  jsonl: ndjsonType,
};
const endings = { csv: 'csv', 'csv-excel': 'csv', jsonl: 'jsonl' };
const formatOf: Readonly<Record<string, FileFormat>> = { [csvType]: 'csv', [ndjsonType]: 'jsonl' };

@Controller('v1/views')
export class ViewsController {
  constructor(
    @Inject(HOUSE) private readonly house: House,
    @Inject(LIMITS) private readonly limits: Limits,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  @Get()
  @Operation({
    id: 'listViews',
    group: 'Views',
    en: 'Every view, its columns and how it is narrowed',
    da: 'Alle visninger, deres kolonner og afgrænsning',
    roles: ['read'],
    gives: [jsonType],
    answer: viewList,
  })
  list() {
    const told = ({ name, en, da, narrowing, columns }: View) => ({
      name,
      en,
      da,
      narrowing,
      columns: columns.map(headOf),
    });
    return { views: views.map(told) };
  }

  @Get(':view')
  @Operation({
    id: 'readView',
    group: 'Views',
    en: 'Rows of a view: a page as JSON, or all of them as a CSV or JSON Lines file',
    da: 'En visnings rækker: en side som JSON, eller alle som CSV- eller JSON Lines-fil',
    more: 'csv-excel is the kind that a Danish Excel opens by a double click. The pages of one table keep the asOf of the first.',
    roles: ['read'],
    path: ViewPath,
    query: ViewQuery,
    gives: [jsonType, csvType, ndjsonType],
    answer: tablePage,
    problems: [
      'view.unknown',
      'view.query',
      'view.forbidden',
      'period.invalid',
      'as-of.invalid',
      'query.paging-of-stream',
    ],
  })
  async read(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Path() { view }: ViewPath,
    @Asked() asked: ViewQuery,
    @Who() who: Principal,
  ): Promise<void> {
    const format = asked.format ?? formatOf[request.gives] ?? 'json';
    if (format === 'json') return void reply.send(pageOf(await this.house.tables.page(view, queryOf(asked), who)));
    if (asked.limit !== undefined || asked.after !== undefined) throw new Problem('query.paging-of-stream');
    // What is wrong with the question is said before the first byte of a file.
    const pages = await firstThenRest(this.house.tables.pages(view, queryOf(asked), who));
    request.raw.socket.setTimeout(this.limits.still);
    reply.raw.once('close', () => request.raw.socket.setTimeout(0));
    const file = Readable.from(writeTables(pages, format), { objectMode: false });
    file.once('error', (error) => logFault(this.logger, error, request));
    void reply
      .type(fileTypes[format])
      .header('content-disposition', `attachment; filename="${view}.${endings[format]}"`)
      .send(file);
  }
}

const queryOf = ({ reporter, case: caseKey, format: _format, ...rest }: ViewQuery): TableQuery => ({
  ...rest,
  ...(reporter !== undefined && { reporter: reporterOf(reporter) }),
  ...(caseKey !== undefined && { caseKey }),
});

const headOf = ({ name, da }: { readonly name: string; readonly da: string }) => ({ name, da });

function pageOf({ view, asOf, columns, rows, next }: Table) {
  const named = rows.map((row) => Object.fromEntries(columns.map((name, at) => [name, row[at]])));
  return { view: view.name, asOf, columns: view.columns.map(headOf), rows: named, next };
}
