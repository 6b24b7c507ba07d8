import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

const requestOf = (context: ExecutionContext): FastifyRequest => context.switchToHttp().getRequest<FastifyRequest>();

/** Who asks: the principal of the credential. */
export const Who = createParamDecorator((_: unknown, context: ExecutionContext) => requestOf(context).principal);

/** The query, checked. */
export const Asked = createParamDecorator((_: unknown, context: ExecutionContext) => requestOf(context).asked);

/** The parameters of the path, checked. */
export const Path = createParamDecorator((_: unknown, context: ExecutionContext) => requestOf(context).named);

/** The body: checked by its DTO, else its bytes or its stream. */
export const Sent = createParamDecorator((_: unknown, context: ExecutionContext) => requestOf(context).body);
