import { randomBytes } from 'node:crypto';
import type { Command } from 'commander';
import { destination, pino, type Logger } from 'pino';
import type { Serving } from '#apps/api';
import type { Config, House, OpenOptions } from '#apps/house';
import { configOf, kindFor, type Context, type Places } from '../context.js';
import { explainError } from '../explain-error.js';
import { openToWrite } from '../server/with-house.js';
import { removeServerFile, writeServerFile } from '../server/server-file.js';
import { count } from '../terminal.js';

/** How often the log is sealed and old refusals are removed, in milliseconds. */
const housekeepingEvery = 3_600_000;

export function serveCommand(program: Command, context: Context): void {
  program
    .command('serve')
    .description('Serves the API of a data directory until it is stopped.')
    .option('--data <directory>', 'data directory')
    .option('--out <directory>', 'where delivered files go')
    .option('--host <address>', 'address to listen on')
    .option('--port <port>', 'port to listen on')
    .option('--demo', 'make a new data directory one for made-up events only')
    .option('--no-jobs', 'leave deliveries that are asked for as jobs to sagsspor work')
    .action((options: ServeOptions & { jobs: boolean }) =>
      run(
        context,
        options,
        options.jobs ? 'all' : 'own',
        'all',
        (url) => `listening on ${url} (documentation: ${url}/)`,
      ),
    );
  program
    .command('work')
    .description('Does the deliveries that are asked for as jobs, until it is stopped. Serves health and metrics only.')
    .option('--data <directory>', 'data directory of this process')
    .option('--out <directory>', 'where delivered files go')
    .option('--host <address>', 'address to listen on')
    .option('--port <port>', 'port to listen on')
    .option('--demo', 'make a new data directory one for made-up events only')
    .action((options: ServeOptions) => run(context, options, 'all', 'operation', (url) => `working; health on ${url}`));
}

export type ServeOptions = Places & { demo?: true };

/** Opens a house and serves it until the signal. */
export async function run(
  context: Context,
  options: ServeOptions,
  work: 'all' | 'own',
  serving: Serving,
  onListening: (url: string) => string,
): Promise<void> {
  const config = configOf(context, options);
  const logger = loggerOf(config);
  const opening = { kind: kindFor(config, options.demo), ...openingOf(context, logger), work };
  const house = await openToWrite(config, opening);
  context.terminal.settle();
  await serve(house, logger, context, (url) => context.terminal.note(onListening(url)), serving);
}

/** How a house is opened that is going to be served. */
export const openingOf = ({ env, terminal, signal }: Context, logger: Logger): Omit<OpenOptions, 'kind'> => ({
  env,
  signal,
  onNotice: (text) => terminal.note(text),
  onReplica: (head) => terminal.progress(`building the replica of the log: ${count(head)} events …`),
  work: 'all',
  onJobError: (error, job) =>
    logger.error({ problem: explainError(error), ...(job && { job: job.id }) }, job ? 'job failed' : 'jobs disturbed'),
  onProjectingStopped: (error) => logger.error({ problem: explainError(error) }, 'projecting stopped'),
  onSealed: ({ to, root }) => logger.info({ ordinal: to, root }, 'sealed'),
});

/** Serves until the signal, then finishes what was acknowledged and closes the house. */
export async function serve(
  house: House,
  logger: Logger,
  context: Context,
  onListening: (url: string) => void,
  serving: Serving = 'all',
): Promise<void> {
  const { config } = house;
  const token = randomBytes(32).toString('base64url');
  try {
    // Loaded only here: the other commands start without a web framework.
    const { startApi } = await import('#apps/api');
    const api = await startApi(house, { logger, operatorToken: token, serving });
    writeServerFile(config.data, { url: api.url, pid: process.pid, token });
    const timer = setInterval(() => void keepHouse(house, logger), housekeepingEvery);
    try {
      onListening(api.url);
      await stopped(context.signal);
      context.terminal.note('Stopping: finishing what was taken …');
    } finally {
      clearInterval(timer);
      removeServerFile(config.data);
      await api.close();
    }
  } finally {
    await house.close();
  }
}

/** Bytes of the log that wait for a disk that is full; what comes after them is lost. */
const waitingLines = 1_000_000;

/** JSON lines on standard error, so that results and logs never mix. Where they cannot be written the server goes on. */
export function loggerOf({ logLevel }: Config): Logger {
  const lines = destination({ fd: 2, sync: true, maxLength: waitingLines });
  lines.on('error', () => undefined);
  return pino({ level: logLevel, base: null }, lines);
}

async function keepHouse(house: House, logger: Logger): Promise<void> {
  try {
    await house.seal();
    const months = await house.removeOldRefusals();
    if (months.length > 0) logger.info({ months }, 'refusals removed');
  } catch (error) {
    logger.error({ problem: explainError(error) }, 'housekeeping failed');
  }
}

export const stopped = (signal: AbortSignal): Promise<void> =>
  signal.aborted ? Promise.resolve() : new Promise((resolve) => signal.addEventListener('abort', () => resolve()));
