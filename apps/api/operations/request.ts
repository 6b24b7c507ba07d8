import type { Principal } from '#libs/intake';
import type { OperationInfo } from './operation.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Undefined on open operations only. */
    principal: Principal | undefined;
    asked: object;
    named: object;
    /** The media type agreed on. */
    gives: string;
    /** The problem it was answered with. */
    problemCode: string | undefined;
  }

  interface FastifyContextConfig {
    operation?: OperationInfo;
  }
}
