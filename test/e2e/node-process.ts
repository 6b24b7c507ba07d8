import { sagsspor, start, type Running } from './built-cli.js';

interface Answer {
  readonly status: number;
  readonly json: unknown;
}

/** One process of a house on an event store: started, killed and started again. */
export class Node {
  readonly #runs: Running[] = [];
  #url = '';

  constructor(
    private readonly args: readonly string[],
    readonly env: Record<string, string>,
  ) {}

  async start(): Promise<void> {
    const run = start(this.args, { env: this.env });
    this.#runs.push(run);
    this.#url = (await run.says(/(http:\/\/127\.0\.0\.1:\d+)/))[1]!;
  }

  async kill(signal: NodeJS.Signals): Promise<void> {
    this.#url = '';
    const run = this.#runs.at(-1);
    run?.process.kill(signal);
    await run?.ended;
  }

  get(path: string, token: string): Promise<Answer | undefined> {
    return this.#ask(path, { headers: { authorization: `Bearer ${token}` } });
  }

  post(path: string, json: unknown, token: string, type = 'application/json'): Promise<Answer | undefined> {
    const headers = { authorization: `Bearer ${token}`, 'content-type': type };
    return this.#ask(path, { method: 'POST', headers, body: JSON.stringify(json) });
  }

  /** Until it answers with the status. */
  async says(path: string, token: string, status: number): Promise<void> {
    for (let answer = await this.get(path, token); answer?.status !== status; answer = await this.get(path, token))
      await settled(50);
  }

  /** Until the log and every projection of this process are as far. */
  async reaches(ordinal: number): Promise<void> {
    for (;;) {
      const ready = (await this.#ask('/health/ready', {}))?.json as { head: number; projected: number } | undefined;
      if (ready && ready.head > ordinal) throw new Error(`the log has ${ready.head} events, not ${ordinal}`);
      if (ready?.projected === ordinal) return;
      await settled(100);
    }
  }

  /** What all its runs wrote. */
  said(): string {
    return this.#runs.map((run) => run.out() + run.err()).join('\n');
  }

  /** The digest of every projection, the one in use and one that is built anew, which must be the same. */
  async digests(): Promise<Record<string, string>> {
    const { out, err } = await sagsspor(['rebuild'], { env: this.env });
    const lines = [...out.matchAll(/^(\S+): up to ordinal \d+, ([0-9a-f]+), (.+)$/gm)];
    if (lines.length === 0) throw new Error(`no projection was built: ${err}`);
    for (const [line, , , compared] of lines) if (compared !== 'same as before') throw new Error(line);
    return Object.fromEntries(lines.map(([, name, digest]) => [name, digest]));
  }

  /** Undefined when it is not there, or does not say all it has to say. */
  async #ask(path: string, init: RequestInit): Promise<Answer | undefined> {
    try {
      const response = await fetch(this.#url + path, { ...init, signal: AbortSignal.timeout(30_000) });
      return { status: response.status, json: await response.json() };
    } catch {
      return undefined;
    }
  }
}

export const settled = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
