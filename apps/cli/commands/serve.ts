import { randomBytes } from 'node:crypto';
import type { Command } from 'commander';
import { destination, pino, type Logger } from 'pino';
import { type Config, type House, type OpenOptions } from '#apps/house';
import { configOf, kindFor, type Context, type Places } from '../context.js';
import { explainError } from '../explain-error.js';
import { openToWrite } from '../server/with-house.js';
import { removeServerFile, writeServerFile } from '../server/server-file.js';

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
    .action(async (options: Places & { demo?: true }) => {
      const config = configOf(context, options);
      const logger = loggerOf(config);
      const house = await openToWrite(config, { kind: kindFor(config, options.demo), ...openingOf(context, logger) });
      await serve(house, logger, context, (url) =>
        context.terminal.note(`listening on ${url} (documentation: ${url}/)`),
      );
    });
}

/** How a house is opened that is going to be served. */
export const openingOf = ({ env, terminal }: Context, logger: Logger): Omit<OpenOptions, 'kind'> => ({
  env,
  onNotice: (text) => terminal.note(text),
  work: true,
  onJobError: (error) => logger.error({ problem: explainError(error) }, 'job failed'),
  onSealed: ({ to, root }) => logger.info({ ordinal: to, root }, 'sealed'),
});

/** Serves until the signal, then finishes what was acknowledged and closes the house. */
export async function serve(
  house: House,
  logger: Logger,
  context: Context,
  onListening: (url: string) => void,
): Promise<void> {
  const { config } = house;
  const token = randomBytes(32).toString('base64url');
  try {
    // Loaded only here: the other commands start without a web framework.
    const { startApi } = await import('#apps/api');
    const api = await startApi(house, { logger, operatorToken: token });
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

/** JSON lines on standard error, so that results and logs never mix. */
export const loggerOf = ({ logLevel }: Config): Logger =>
  pino({ level: logLevel, base: null }, destination({ fd: 2, sync: true }));

async function keepHouse(house: House, logger: Logger): Promise<void> {
  try {
    await house.seal();
    const months = house.removeOldRefusals();
    if (months.length > 0) logger.info({ months }, 'refusals removed');
  } catch (error) {
    logger.error({ problem: explainError(error) }, 'housekeeping failed');
  }
}

const stopped = (signal: AbortSignal): Promise<void> =>
  signal.aborted ? Promise.resolve() : new Promise((resolve) => signal.addEventListener('abort', () => resolve()));
