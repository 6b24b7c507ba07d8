import { join, resolve } from 'node:path';
import { HouseError } from './house-error.js';

/** How the house is set up. Read once at start; every part is checked there. */
export interface Config {
  /** Data directory: log, vault, projections, kept rows. */
  readonly data: string;
  /** Where delivered files go, the only place where numbers stand in clear. */
  readonly out: string;
  /** Delivered rows and manifests, addressed by their hash; one directory for all processes of a log. */
  readonly kept: string;
  /** `esdb://…`: log, vault, credentials and receipts lie there, and the data directory holds copies; absent = they lie in the data directory. */
  readonly eventStore: string | undefined;
  readonly host: string;
  readonly port: number;
  readonly masterKeyFile: string | undefined;
  /** Operator's own additions to code lists. */
  readonly codes: string | undefined;
  /** `redis://…`: jobs go there; absent = they lie in a file of the data directory. */
  readonly jobs: string | undefined;
  /** Longest body of a single request or batch, in bytes. */
  readonly bodyLimit: number;
  /** Months that refusals are kept. */
  readonly refusalMonths: number;
  readonly logLevel: string;
  /** Said by the operator: another host in front of this one ends TLS and is trusted with the open port. */
  readonly behindProxy: boolean;
}

/** Every setting: variable, default, meaning; the page of docs is made of this. */
export const settings = [
  ['SAGSSPOR_DATA', './data', 'Data directory: log, vault, projections, kept rows.'],
  ['SAGSSPOR_OUT', './deliveries', 'Where delivered files go. The only place where numbers stand in clear.'],
  [
    'SAGSSPOR_KEPT',
    '',
    'Directory of delivered rows and manifests; default: kept in the data directory. All processes of a log share it.',
  ],
  [
    'SAGSSPOR_EVENTSTORE',
    '',
    'esdb:// or esdb+discover:// address of an EventStoreDB for log, vault, credentials and receipts; without it they lie in the data directory.',
  ],
  ['SAGSSPOR_HOST', '127.0.0.1', 'Address the API listens on.'],
  ['SAGSSPOR_PORT', '8080', 'Port the API listens on; 0 = any free one.'],
  [
    'SAGSSPOR_MASTER_KEY_FILE',
    '',
    'File with the master key of the vault (SAGSSPOR_MASTER_KEY holds the key itself and wins).',
  ],
  ['SAGSSPOR_CODES', '', 'Directory of your own additions to the code lists.'],
  ['SAGSSPOR_JOBS', '', 'redis:// or rediss:// address for jobs; without it they lie in a file of the data directory.'],
  ['SAGSSPOR_BODY_LIMIT', '33554432', 'Longest body of a single event or a batch, in bytes.'],
  ['SAGSSPOR_REFUSAL_MONTHS', '13', 'Months that refusals are kept.'],
  ['SAGSSPOR_LOG_LEVEL', 'info', 'fatal, error, warn, info, debug or silent.'],
  ['SAGSSPOR_BEHIND_PROXY', 'no', 'yes = a proxy that ends TLS stands in front; needed to listen beyond loopback.'],
] as const;

type Setting = (typeof settings)[number][0];

const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'];

/** Reads and checks the settings. @throws HouseError `config.invalid`, `config.open-network`. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const text = (name: Setting): string => env[name] ?? settings.find(([one]) => one === name)![1];
  const whole = (name: Setting, min: number, max: number): number => {
    const value = Number(text(name));
    if (Number.isInteger(value) && value >= min && value <= max) return value;
    throw new HouseError('config.invalid', `${name} must be a whole number from ${min} to ${max}.`);
  };
  const oneOf = (name: Setting, values: readonly string[]): string => {
    if (values.includes(text(name))) return text(name);
    throw new HouseError('config.invalid', `${name} must be one of ${values.join(', ')}.`);
  };
  const config: Config = {
    data: resolve(text('SAGSSPOR_DATA')),
    out: resolve(text('SAGSSPOR_OUT')),
    kept: resolve(text('SAGSSPOR_KEPT') || join(text('SAGSSPOR_DATA'), 'kept')),
    eventStore: text('SAGSSPOR_EVENTSTORE') || undefined,
    host: text('SAGSSPOR_HOST'),
    port: whole('SAGSSPOR_PORT', 0, 65535),
    masterKeyFile: text('SAGSSPOR_MASTER_KEY_FILE') || undefined,
    codes: text('SAGSSPOR_CODES') || undefined,
    jobs: text('SAGSSPOR_JOBS') || undefined,
    bodyLimit: whole('SAGSSPOR_BODY_LIMIT', 1024, 1024 ** 3),
    refusalMonths: whole('SAGSSPOR_REFUSAL_MONTHS', 1, 120),
    logLevel: oneOf('SAGSSPOR_LOG_LEVEL', levels),
    behindProxy: oneOf('SAGSSPOR_BEHIND_PROXY', ['yes', 'no']) === 'yes',
  };
  checkNetwork(config);
  return config;
}

const loopback = /^(127\.\d+\.\d+\.\d+|::1|localhost)$/;

/** Beyond loopback credentials would travel in clear: only behind a proxy that ends TLS. */
export function checkNetwork({ host, behindProxy }: Config): void {
  if (loopback.test(host) || behindProxy) return;
  throw new HouseError(
    'config.open-network',
    'SAGSSPOR_HOST is not a loopback address. Put a proxy that ends TLS in front and say so with SAGSSPOR_BEHIND_PROXY=yes.',
  );
}
