import type { FastifyInstance } from 'fastify';
import type { OperationInfo } from '../operations/operation.js';

/** An operation at its address. */
export interface Route {
  readonly method: string;
  /** Template with `:name` for parameters. */
  readonly url: string;
  readonly operation: OperationInfo;
}

/** Every route as it was registered: what may be asked, and what is documented. */
export class RouteBook {
  readonly routes: Route[] = [];
  readonly #methods = new Map<string, Set<string>>();

  /** Writes down every route that is added from now on. */
  follow(fastify: FastifyInstance): void {
    fastify.addHook('onRoute', ({ method, url, config }) => {
      for (const one of [method].flat()) {
        const methods = this.#methods.get(url) ?? new Set();
        this.#methods.set(url, methods.add(one));
        if (config?.operation && one !== 'HEAD') this.routes.push({ method: one, url, operation: config.operation });
      }
    });
  }

  /** The methods that the path takes; none when there is nothing at it. */
  methodsAt(path: string): string[] {
    const found = [...this.#methods].filter(([template]) => fits(template, path));
    return [...new Set(found.flatMap(([, methods]) => [...methods]))].sort();
  }
}

function fits(template: string, path: string): boolean {
  const [wanted, given] = [template.split('/'), path.split('/')];
  return (
    wanted.length === given.length &&
    wanted.every((part, at) => (part.startsWith(':') ? given[at] !== '' : part === given[at]))
  );
}
