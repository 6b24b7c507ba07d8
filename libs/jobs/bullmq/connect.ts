import { Redis } from 'ioredis';
import { JobsError } from '../jobs-error.js';
import { checkServer } from './check-server.js';
import { gatherWrites } from './gather-writes.js';
import { Outage } from './outage.js';
import { unreachable, within } from './time-limit.js';

export interface RedisPlace {
  /** `redis://user:password@host:6379/0`, or `rediss://` for TLS. */
  readonly url: string;
  /** Milliseconds that a call may take. */
  readonly limit: number;
  /** What the connection complains of while it lives; of a Redis that is away once. */
  readonly onError: ((error: unknown) => void) | undefined;
}

export interface Connection {
  readonly redis: Redis;
  readonly outage: Outage;
  /** Ends it, and those that were made like it: none of them is made again. */
  letGo(): void;
}

/** Milliseconds before the n-th attempt to connect again. */
const backOff = (times: number): number => Math.min(50 * 2 ** times, 3000);

/**
 * Connects, and asks the server whether jobs are safe with it. A connection that breaks later is made again, for as long as it takes.
 * @throws JobsError `jobs.redis-url`, `jobs.unreachable`, `jobs.redis-refused`, and those of `checkServer`.
 */
export async function connect({ url, limit, onError }: RedisPlace): Promise<Connection> {
  let open = false;
  let complaint: unknown;
  const client = new Redis(checkedUrl(url), {
    lazyConnect: true,
    connectTimeout: limit,
    // The queues ask for it; the time limit of each call is ours.
    maxRetriesPerRequest: null,
    retryStrategy: (times) => (open ? backOff(times) : null),
  });
  client.on('connect', () => gatherWrites(client.stream));
  const outage = new Outage(client);
  client.on('error', (error) => (open ? outage.tell(error, onError) : (complaint = error)));
  try {
    const info = await within(
      limit,
      client.connect().then(() => client.info()),
    );
    checkServer(info);
    open = true;
    return {
      redis: client,
      outage,
      letGo() {
        open = false;
        client.disconnect();
      },
    };
  } catch (error) {
    client.disconnect();
    throw isOfServer(error) ? error : explained(complaint ?? (error as Error).cause);
  }
}

const isOfServer = (error: unknown): boolean =>
  error instanceof JobsError && !['jobs.unreachable', 'jobs.store-failed'].includes(error.code);

/** A server that answers with a refusal was reached. */
function explained(cause: unknown): JobsError {
  if ((cause as Error | undefined)?.name !== 'ReplyError') return unreachable(cause);
  return new JobsError(
    'jobs.redis-refused',
    'Redis refuses the user, the password, the database or a command. See the connection string and the rights of its user.',
    { cause },
  );
}

function checkedUrl(url: string): string {
  if (/^rediss?:\/\/[^/?#]/.test(url) && URL.canParse(url)) return url;
  throw new JobsError(
    'jobs.redis-url',
    'A connection string is redis://… or, for TLS, rediss://… . Mend the configuration.',
  );
}
