import { Controller, Get, Inject, Post, Req } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyRequest } from 'fastify';
import type { House, OpenFinding } from '#apps/house';
import type { ImportOutcome, ImportSummary, NumberedReceipt, Principal } from '#libs/intake';
import type { Limits } from '../api-options.js';
import { importList, importOutcome, importSummary, receiptPage } from '../operations/answers.js';
import { Asked, Path, Who } from '../operations/arguments.js';
import { gzipType, jsonType, ndjsonType, Operation } from '../operations/operation.js';
import { AUTHENTICATE, HOUSE, LIMITS } from '../parts.js';
import { Problem } from '../problems/problem.js';
import type { Authenticate } from '../server/authenticate.js';
import { readMediaType } from '../server/media-types.js';
import { ImportEvents } from './import-events.js';
import { ImportPath, ImportQuery, ReceiptQuery } from './import-queries.js';
import { readStream } from './read-stream.js';

@Controller('v1/imports')
export class ImportsController {
  constructor(
    @Inject(HOUSE) private readonly house: House,
    @Inject(LIMITS) private readonly limits: Limits,
    @Inject(AUTHENTICATE) private readonly authenticate: Authenticate,
    @Inject(CommandBus) private readonly commands: CommandBus,
  ) {}

  @Post()
  @Operation({
    id: 'importEvents',
    group: 'Imports',
    en: 'Import a file of events',
    da: 'Importér en fil af hændelser',
    more:
      'Newline-delimited JSON, one CloudEvent a line, however long; also packed with gzip (Content-Encoding: gzip, or as application/gzip). ' +
      'It is committed as it is read. What a broken connection leaves out is sent again: what is in already comes back as duplicate.',
    roles: ['publish'],
    query: ImportQuery,
    takes: [ndjsonType, gzipType],
    streams: true,
    bodySchema: { type: 'string', description: 'One CloudEvent a line.' },
    gives: [jsonType],
    answer: importOutcome,
    problems: ['intake.import-id', 'intake.import-not-yours', 'intake.gzip'],
  })
  async take(
    @Req() request: FastifyRequest,
    @Asked() { importId }: ImportQuery,
    @Who() who: Principal,
  ): Promise<ImportOutcome> {
    const { type } = readMediaType(request.headers['content-type'])!;
    const gzip = type === gzipType || request.headers['content-encoding']?.toLowerCase() === 'gzip';
    const stream = this.#whileGood(readStream(request.raw, this.limits.still), request.headers.authorization);
    return this.commands.execute(new ImportEvents(stream, who, { gzip, ...(importId !== undefined && { importId }) }));
  }

  /** An import may last for hours: a credential that is revoked meanwhile brings nothing more in. @throws Problem `credential.invalid`. */
  async *#whileGood(chunks: AsyncIterable<Uint8Array>, authorization: string | undefined): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      this.authenticate(authorization);
      yield chunk;
    }
  }

  @Get()
  @Operation({
    id: 'listImports',
    group: 'Imports',
    en: 'Imports of the own case system and reporters, the last begun first; all for the role operate',
    da: 'Importer fra eget fagsystem og egne indberettere, den senest begyndte først; alle for rollen operate',
    roles: ['publish', 'read', 'operate'],
    gives: [jsonType],
    answer: importList,
  })
  async list(@Who() who: Principal): Promise<{ imports: ImportSummary[] }> {
    await this.house.intake.caughtUp();
    return { imports: this.house.intake.importsOf(this.#senders(who)) };
  }

  @Get(':importId')
  @Operation({
    id: 'getImport',
    group: 'Imports',
    en: 'One import',
    da: 'En import',
    roles: ['publish', 'read', 'operate'],
    path: ImportPath,
    gives: [jsonType],
    answer: importSummary,
    problems: ['import.unknown'],
  })
  async get(@Path() { importId }: ImportPath, @Who() who: Principal): Promise<ImportSummary> {
    await this.house.intake.caughtUp();
    const found = this.house.intake.importOf(importId);
    if (found && (this.#senders(who)?.includes(found.principal) ?? true)) return found;
    throw new Problem('import.unknown');
  }

  @Get(':importId/receipts')
  @Operation({
    id: 'listReceipts',
    group: 'Imports',
    en: 'Receipts of an import, in the order given out, each with what is open about its event',
    da: 'Kvitteringer for en import, i den rækkefølge de blev givet, hver med de fund, der gælder hændelsen',
    roles: ['publish', 'read', 'operate'],
    path: ImportPath,
    query: ReceiptQuery,
    gives: [jsonType],
    answer: receiptPage,
    problems: ['import.unknown'],
  })
  async receipts(@Path() path: ImportPath, @Asked() { after = 0, limit = 1000 }: ReceiptQuery, @Who() who: Principal) {
    const { importId } = await this.get(path, who);
    const receipts = this.house.intake.receiptsOf(importId, after, limit);
    const { head, projected } = this.house.status();
    return {
      importId,
      projected: projected >= head,
      receipts: receipts.map((receipt) => ({ ...receipt, findings: this.#findings(receipt, who) })),
      next: receipts.length === limit ? receipts.at(-1)!.seq : null,
    };
  }

  #findings({ verdict, eventId }: NumberedReceipt, who: Principal): readonly OpenFinding[] {
    return verdict === 'refused' || eventId === null ? [] : this.house.tables.findings(eventId, who);
  }

  /** Whose imports the principal may see; undefined = all. */
  #senders(who: Principal): readonly string[] | undefined {
    return who.roles.includes('operate') ? undefined : this.house.credentials.sendersFor(who);
  }
}
