import type { Principal } from '#libs/intake';
import type { Share } from '../server/running.js';
import type { OperationInfo } from './operation.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Undefined on open operations only. */
    principal: Principal | undefined;
    asked: object;
    named: object;
    /** The media type agreed on. */
    gives: string;
    /** Undefined when there was no room. */
    share: Share | undefined;
    /** The problem it was answered with. */
    problemCode: string | undefined;
  }

  interface FastifyContextConfig {
    operation?: OperationInfo;
  }
}
