import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { destination, pino } from 'pino';
import { startApi } from '#apps/api';
import type { House } from '#apps/house';
import type { Ground, RunBench } from '../harness/bench.js';
import { inProcess } from '../harness/child.js';
import { cpuBound } from '../harness/cpu-bound.js';
import type { Measured } from '../harness/figure.js';
import type { Load, Loaded } from '../harness/load.js';
import { startEcho } from '../ground/echo-server.js';
import { eventsFile } from '../ground/events.js';
import { freshDirectory } from '../ground/filled-house.js';
import { openIntakeOnly, openWhole } from '../ground/intake-only.js';
import { insertIntoPostgres, openPostgresTable, postgresServer } from '../ground/postgres.js';

const connections = 64;

/** What answers the load, in a process of its own; a variant a measurement. */
const servers = ['echo', 'judged', 'stopped', 'live', 'postgres'] as const;
type Server = (typeof servers)[number];

interface Task {
  readonly server: Server;
  readonly directory: string;
  readonly load: Omit<Load, 'port' | 'token' | 'path'>;
}

/** Single events, each durable before it is answered, against the same web framework that only echoes. */
export const run: RunBench = async (ground) => {
  const { seconds, runs } = ground.size;
  const file = await eventsFile(ground.work, Math.ceil(seconds * 2.1 * 45_000));
  const told = Object.fromEntries(servers.map((server) => [server, [] as Answered[]])) as Record<Server, Answered[]>;
  const postgres: number[] = [];
  for (let run = 0; run < runs; run++) {
    for (const server of servers)
      if (server !== 'postgres' || postgresServer() !== undefined)
        told[server].push(await measure(ground, server, file));
    const rate = await insertIntoPostgres(connections, seconds);
    if (rate !== undefined) postgres.push(rate);
  }
  return figures(told, postgres);
};

/** What the load saw, and the CPU that server and load took together. */
type Served = Loaded & { readonly cpuSeconds: number };
type Answered = Served & { readonly peakMB: number };

async function measure(ground: Ground, server: Server, file: string): Promise<Answered> {
  const directory = freshDirectory(ground, 'http');
  const load = { file, connections, seconds: ground.size.seconds };
  const { value, peakMB } = await inProcess<Served>('benches/intake-http', 'serve', {
    server,
    directory,
    load,
  } satisfies Task);
  rmSync(directory, { recursive: true });
  if (value.failed > 0) throw new Error(`${value.failed} requests were not answered 2xx by the server ${server}`);
  return { ...value, peakMB };
}

function figures(told: Record<Server, Answered[]>, postgres: readonly number[]): Measured[] {
  const rates = (server: Server): number[] => told[server].map(({ perSecond }) => perSecond);
  const echo = { what: 'Nest on Fastify: parsed, checked by Ajv, echoed', runs: rates('echo') };
  const figure = (server: Server, what: string, more: Partial<Measured>): Measured => {
    const middle = [...told[server]].sort((one, other) => one.perSecond - other.perSecond)[
      Math.floor(told[server].length / 2)
    ]!;
    return {
      what,
      unit: 'events/s',
      runs: rates(server),
      latency: middle.latency,
      peakMB: middle.peakMB,
      baseline: echo,
      // Said once, not again at each comparison.
      ...(!more.baseline && { note: `with the load's own, ${cpuBound(middle.cpuSeconds, middle.answers)}` }),
      ...more,
    };
  };
  const single = `single events, ${connections} connections`;
  return [
    figure('stopped', `${single}, projector stopped`, { targets: [{ ratio: 0.5 }] }),
    figure('live', `${single}, projector live`, { targets: [{ ratio: 0.4 }] }),
    figure('judged', `${single}, judged only: credential, strict JSON, every rule of intake, nothing stored`, {}),
    ...(postgres.length === 0 ? [] : besidePostgres(figure, rates('postgres'), postgres)),
  ];
}

/** A plain insert, asked for over HTTP by the echo's server, and by PostgreSQL's own client without any server before it. */
function besidePostgres(
  figure: (server: Server, what: string, more: Partial<Measured>) => Measured,
  served: readonly number[],
  bare: readonly number[],
): Measured[] {
  const what = `single events, ${connections} connections, projector stopped (for comparison)`;
  const beside = (told: string, runs: readonly number[]): Measured =>
    figure('stopped', what, { baseline: { what: told, runs }, targets: [{ ratio: 1 }] });
  return [
    beside("the echo's server, with a plain PostgreSQL insert before it answers", served),
    beside('plain PostgreSQL insert by pgbench, a commit an event', bare),
  ];
}

/** Opens the server, has it loaded by another process, and tells what the load saw. */
export async function serve({ server, directory, load }: Task): Promise<Served> {
  const { port, token, close } = await open(server, directory);
  const path = server === 'judged' ? '/v1/events?validateOnly=true' : '/v1/events';
  const before = process.cpuUsage();
  try {
    const sent = await inProcess<Loaded>('harness/load', 'load', { ...load, port, token, path } satisfies Load);
    const { user, system } = process.cpuUsage(before);
    return { ...sent.value, cpuSeconds: sent.cpuSeconds + (user + system) / 1e6 };
  } finally {
    await close();
  }
}

async function open(
  server: Server,
  directory: string,
): Promise<{ port: number; token: string; close(): Promise<void> }> {
  if (server === 'echo') return { ...(await startEcho()), token: 'none' };
  if (server === 'postgres') return keptInPostgres();
  if (server === 'live') {
    const house = await openWhole(directory);
    return door(house, () => house.close());
  }
  const { house, close } = await openIntakeOnly(directory);
  return door(house, close);
}

async function keptInPostgres(): Promise<{ port: number; token: string; close(): Promise<void> }> {
  const table = await openPostgresTable(postgresServer()!);
  const echo = await startEcho(table.keep);
  return {
    port: echo.port,
    token: 'none',
    async close() {
      await echo.close();
      await table.close();
    },
  };
}

async function door(house: House, close: () => Promise<void>) {
  const logger = pino({ level: 'warn' }, destination({ dest: join(house.config.data, 'server.log'), sync: true }));
  const api = await startApi(house, { logger });
  const { token } = await house.credentials.create({
    system: 'bench',
    reporters: ['*'],
    roles: ['publish'],
    synthetic: true,
  });
  return {
    port: Number(new URL(api.url).port),
    token,
    async close() {
      await api.close();
      await close();
    },
  };
}
