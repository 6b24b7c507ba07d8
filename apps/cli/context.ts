import { enterDirectory, kindOf, readConfig, type Config, type HouseKind } from '#apps/house';
import { CliError } from './cli-error.js';
import { exitCode } from './exit-codes.js';
import type { Terminal } from './terminal.js';

/** What every command is given. */
export interface Context {
  readonly env: NodeJS.ProcessEnv;
  readonly terminal: Terminal;
  /** Aborted by the first Ctrl-C or termination signal: finish what was acknowledged, then end. */
  readonly signal: AbortSignal;
  /** What the process will end with. */
  end(code: number): void;
}

/** Options that every command with a data directory takes; each stands for its setting. */
export interface Places {
  readonly data?: string;
  readonly out?: string;
  readonly port?: string;
  readonly host?: string;
}

/** Of a command that may make a data directory: `--demo` makes it one for made-up events. What it is already, it stays. */
export function kindFor(config: Pick<Config, 'data' | 'eventStore'>, demo: true | undefined): HouseKind {
  const wanted = demo ? 'demo' : (kindOf(config.data) ?? 'live');
  // What lies in an event store says itself what it is, once it is reached.
  if (config.eventStore === undefined) enterDirectory(config, wanted);
  return wanted;
}

/** The settings with what the command line says of them. @throws HouseError `config.invalid`, `config.open-network`. */
export function configOf({ env }: Pick<Context, 'env'>, { data, out, port, host }: Places): Config {
  return readConfig({
    ...env,
    ...(data !== undefined && { SAGSSPOR_DATA: data }),
    ...(out !== undefined && { SAGSSPOR_OUT: out }),
    ...(port !== undefined && { SAGSSPOR_PORT: port }),
    ...(host !== undefined && { SAGSSPOR_HOST: host }),
  });
}

/** A whole number of an option. @throws CliError `cli.usage`. */
export function wholeNumber(text: string, name: string, min = 1): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= min) return value;
  throw new CliError('cli.usage', `${name} is a whole number from ${min}.`);
}

/** Ends with `found` when something bad was found. */
export function endWith(context: Context, isBad: boolean): void {
  if (isBad) context.end(exitCode.found);
}
