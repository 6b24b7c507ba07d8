import 'reflect-metadata';
import type { AddressInfo } from 'node:net';
import { Body, Controller, HttpCode, Inject, Module, Post, type PipeTransform } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { eventType, jsonSchemaOf, parseCloudEventType } from '#libs/cases';

const ajv = new Ajv2020();
ajv.addFormat('date', /^\d{4}-\d{2}-\d{2}$/);
const checks = new Map<string, ValidateFunction>();

function checkOf(name: string): ValidateFunction {
  let check = checks.get(name);
  if (!check) checks.set(name, (check = ajv.compile(jsonSchemaOf(eventType(name)!.data))));
  return check;
}

/** An event of the right shape, or an error. */
class AjvPipe implements PipeTransform<Buffer> {
  transform(bytes: Buffer): unknown {
    const event = JSON.parse(bytes.toString('utf8')) as { type: string; data: unknown };
    if (!checkOf(parseCloudEventType(event.type)!.name)(event.data)) throw new Error('not of the shape');
    return event;
  }
}

/** What becomes of an event before it is sent back. */
export type Keep = (event: SentEvent) => Promise<void>;

export interface SentEvent {
  readonly data: { readonly caseId?: string };
}

const keepToken = 'keep';

@Controller('v1')
class EchoController {
  constructor(@Inject(keepToken) private readonly keep: Keep | undefined) {}

  @Post('events')
  @HttpCode(200)
  async echo(@Body(new AjvPipe()) event: SentEvent): Promise<unknown> {
    if (this.keep) await this.keep(event);
    return event;
  }
}

/** What the same web framework does without us: the body parsed, its shape checked by Ajv, kept where something keeps it, and sent back. */
export async function startEcho(keep?: Keep): Promise<{ readonly port: number; close(): Promise<void> }> {
  const adapter = new FastifyAdapter({ skipMiddie: true });
  const fastify = adapter.getInstance();
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('application/cloudevents+json', { parseAs: 'buffer' }, (_, body, done) =>
    done(null, body),
  );
  @Module({ controllers: [EchoController], providers: [{ provide: keepToken, useValue: keep }] })
  class EchoModule {}
  const app = await NestFactory.create<NestFastifyApplication>(EchoModule, adapter, {
    bodyParser: false,
    logger: false,
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  return { port: (fastify.server.address() as AddressInfo).port, close: () => app.close() };
}
