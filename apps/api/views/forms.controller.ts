import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { House } from '#apps/house';
import type { Principal } from '#libs/intake';
import { contentPolicy } from '../docs/content-policy.js';
import { Asked, Path, Who } from '../operations/arguments.js';
import { htmlType, Operation } from '../operations/operation.js';
import { HOUSE } from '../parts.js';
import { Problem } from '../problems/problem.js';
import { FormPath, FormQuery } from './view-queries.js';

@Controller('v1/forms')
export class FormsController {
  constructor(@Inject(HOUSE) private readonly house: House) {}

  @Get(':serial')
  @Operation({
    id: 'printForm',
    group: 'Views',
    en: 'A form (schema 1, 2 or 3) as a page that prints on A4',
    da: 'Et skema (1, 2 eller 3) som side til udskrift på A4',
    roles: ['read', 'deliver'],
    path: FormPath,
    query: FormQuery,
    gives: [htmlType],
    problems: ['form.unknown', 'view.forbidden', 'as-of.invalid', 'role.missing'],
  })
  async print(
    @Res() reply: FastifyReply,
    @Path() { serial }: FormPath,
    @Asked() { asOf, identified = false }: FormQuery,
    @Who() who: Principal,
  ): Promise<void> {
    if (identified && !who.roles.includes('deliver'))
      throw new Problem('role.missing', { members: { roles: ['deliver'] } });
    const page = await this.house.tables.form(Number(serial), asOf, identified, who);
    void reply.type(`${htmlType}; charset=utf-8`).header('content-security-policy', contentPolicy(page)).send(page);
  }
}
