import { EventStoreDBClient } from '@eventstore/db-client';
import { EventLogError } from '../event-log-error.js';
import { checkConnectionString } from './connection-string.js';
import { readingError, unreachable } from './failures.js';
import { withTimeLimit } from './time-limit.js';

/** Makes clients of one connection string. */
export type Connect = () => EventStoreDBClient;

/** @throws EventLogError `log.connection-invalid`. */
export function connector(connectionString: string): Connect {
  checkConnectionString(connectionString);
  return () => {
    try {
      return EventStoreDBClient.connectionString(connectionString.trim());
    } catch {
      // The client's message repeats the string, with the password in it.
      throw new EventLogError(
        'log.connection-invalid',
        'The connection string of the event store cannot be used. See to the files of certificate and key that it names.',
      );
    }
  };
}

/** Lets a client go; what it had under way is rejected. Never waits longer than the limit. */
export async function letGo(client: EventStoreDBClient, limitMs: number): Promise<void> {
  await withTimeLimit(client.dispose(), limitMs).catch(() => undefined);
}

/** The oldest server whose ways are known, and tested. */
const oldest = [23, 10] as const;

/**
 * Looks whether there is a server, and one that is new enough. Older ones would be written to by another path, that keeps no order.
 * @throws EventLogError `log.unreachable`, `log.refused`, `log.server-too-old`.
 */
export async function checkServer(client: EventStoreDBClient, limitMs: number): Promise<void> {
  // What the server can is asked by the client itself before its first append; it keeps the answer, and does not show it in its types.
  const asked = (client as unknown as { readonly capabilities: Promise<{ readonly serverVersion: string }> })
    .capabilities;
  const { serverVersion } = await withTimeLimit(asked, limitMs).catch((error) => {
    throw (error as { code?: number }).code === undefined ? unreachable(error) : readingError(error);
  });
  const [major = 0, minor = 0] = serverVersion.split('.').map(Number);
  if (!(major > oldest[0] || (major === oldest[0] && minor >= oldest[1])))
    throw new EventLogError(
      'log.server-too-old',
      `The event store is older than ${oldest.join('.')}, or no EventStoreDB. Upgrade it.`,
    );
}
