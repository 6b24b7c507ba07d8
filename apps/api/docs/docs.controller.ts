import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { htmlType, jsonType, Operation, type Schema } from '../operations/operation.js';
import { anything } from '../operations/schema.js';
import { RouteBook } from '../server/route-book.js';
import { cataloguePage } from './catalogue-page.js';
import { contentPolicy } from './content-policy.js';
import { documentationPage } from './documentation-page.js';
import { errorsPage } from './errors-page.js';
import { openApi } from './openapi.js';

/** What is the same for every reader is made once. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

@Controller()
export class DocsController {
  readonly #openApi: () => Schema;
  readonly #documentation: () => string;
  readonly #catalogue = once(cataloguePage);
  readonly #errors = once(errorsPage);

  constructor(@Inject(RouteBook) { routes }: RouteBook) {
    this.#openApi = once(() => openApi(routes));
    this.#documentation = once(() => documentationPage(routes));
  }

  @Get()
  @Operation({
    id: 'documentation',
    group: 'Documentation',
    en: 'This page',
    da: 'Denne side',
    roles: 'open',
    gives: [htmlType],
  })
  documentation(@Res() reply: FastifyReply): void {
    send(reply, this.#documentation());
  }

  @Get('catalogue')
  @Operation({
    id: 'catalogue',
    group: 'Documentation',
    en: 'Every event type with its fields, codes, rules and an example',
    da: 'Alle hændelsestyper med felter, koder, regler og eksempel',
    roles: 'open',
    gives: [htmlType],
  })
  catalogue(@Res() reply: FastifyReply): void {
    send(reply, this.#catalogue());
  }

  @Get('errors')
  @Operation({
    id: 'errors',
    group: 'Documentation',
    en: 'Every problem and every refusal with what to do',
    da: 'Alle problemer og afvisninger med hvad der skal gøres',
    roles: 'open',
    gives: [htmlType],
  })
  errors(@Res() reply: FastifyReply): void {
    send(reply, this.#errors());
  }

  @Get('openapi.json')
  @Operation({
    id: 'openApi',
    group: 'Documentation',
    en: 'The OpenAPI 3.1 document',
    da: 'OpenAPI 3.1-dokumentet',
    roles: 'open',
    gives: [jsonType],
    answer: anything,
  })
  openApi(): Schema {
    return this.#openApi();
  }
}

function send(reply: FastifyReply, page: string): void {
  void reply.type(`${htmlType}; charset=utf-8`).header('content-security-policy', contentPolicy(page)).send(page);
}
