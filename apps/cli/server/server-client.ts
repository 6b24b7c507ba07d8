import { Readable } from 'node:stream';
import { CliError } from '../cli-error.js';
import { readServerFile, type ServerFile } from './server-file.js';

/** What went wrong on the server, as it said it. */
class ProblemError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** Speaks to the running server of a data directory; a command that would write goes through it. */
export class ServerClient {
  private constructor(private readonly server: ServerFile) {}

  /** @throws CliError `cli.server-gone` where a writer runs that is no server. */
  static of(data: string): ServerClient {
    const server = readServerFile(data);
    if (server) return new ServerClient(server);
    throw new CliError(
      'cli.server-running',
      'Another process writes in this data directory and is no server that could be asked. Wait until it is done.',
    );
  }

  get url(): string {
    return this.server.url;
  }

  /** @param body absent where the operation takes none. */
  post<T>(path: string, body: object | undefined, signal: AbortSignal): Promise<T> {
    return this.#ask<T>(path, {
      method: 'POST',
      ...(body && { body: JSON.stringify(body) }),
      headers: {
        ...(body && { 'content-type': 'application/json' }),
        authorization: `Bearer ${this.server.token}`,
      },
      signal,
    });
  }

  /** Sends a stream under a credential of its own. */
  postStream<T>(path: string, stream: Readable, token: string, gzip: boolean, signal: AbortSignal): Promise<T> {
    return this.#ask<T>(path, {
      method: 'POST',
      body: Readable.toWeb(stream) as never,
      duplex: 'half',
      headers: {
        'content-type': 'application/x-ndjson',
        authorization: `Bearer ${token}`,
        ...(gzip && { 'content-encoding': 'gzip' }),
      },
      signal,
    } as RequestInit);
  }

  async #ask<T>(path: string, init: RequestInit): Promise<T> {
    let response: Response;
    try {
      response = await fetch(new URL(path, this.server.url), init);
    } catch (cause) {
      if (init.signal?.aborted) throw cause;
      throw new CliError(
        'cli.server-gone',
        `The server at ${this.server.url} does not answer. Start it again, or stop it.`,
      );
    }
    const answer = (await response.json().catch(() => undefined)) as
      | (T & { code?: string; detail?: string; title?: string })
      | undefined;
    if (response.ok && answer !== undefined) return answer;
    throw new ProblemError(
      answer?.code ?? 'cli.server-gone',
      answer?.detail ?? answer?.title ?? 'The server gave no answer that can be read.',
    );
  }
}
