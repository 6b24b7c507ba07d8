import 'reflect-metadata';
import type { AddressInfo } from 'node:net';
import { Body, Controller, HttpCode, Module, Post, type PipeTransform } from '@nestjs/common';
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

@Controller('v1')
class EchoController {
  @Post('events')
  @HttpCode(200)
  echo(@Body(new AjvPipe()) event: unknown): unknown {
    return event;
  }
}

@Module({ controllers: [EchoController] })
class EchoModule {}

/** What the same web framework does without us: the body parsed, its shape checked by Ajv, and sent back. */
export async function startEcho(): Promise<{ readonly port: number; close(): Promise<void> }> {
  const adapter = new FastifyAdapter({ skipMiddie: true });
  const fastify = adapter.getInstance();
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('application/cloudevents+json', { parseAs: 'buffer' }, (_, body, done) =>
    done(null, body),
  );
  const app = await NestFactory.create<NestFastifyApplication>(EchoModule, adapter, {
    bodyParser: false,
    logger: false,
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  return { port: (fastify.server.address() as AddressInfo).port, close: () => app.close() };
}
