import { randomUUID } from 'node:crypto';
import { EventStoreDBClient, type Position } from '@eventstore/db-client';
import type { NewEvent } from '#libs/event-log';
import {
  appendBare,
  endOf,
  eventStore,
  newLogName,
  openLog,
  readAlong,
  readPage,
  sentDuring,
  toldOf,
  type Sent,
} from '../ground/event-store.js';
import type { Ground, RunBench } from '../harness/bench.js';
import type { Measured } from '../harness/figure.js';
import { timed } from '../harness/time.js';

/** How appends are asked for: callers that each send the next one as soon as the last is answered. */
interface Shape {
  readonly what: string;
  readonly callers: number;
  readonly streams: number;
  /** Events a call. */
  readonly events: number;
}

const shapes: readonly Shape[] = [
  { what: 'appends of 1 event, one after the other', callers: 1, streams: 1, events: 1 },
  { what: 'appends of 1 event, 64 callers, each to a stream of its own', callers: 64, streams: 64, events: 1 },
  { what: 'appends of 1 event, 64 callers, to 8 streams', callers: 64, streams: 8, events: 1 },
  { what: 'appends of 500 events, one after the other', callers: 1, streams: 1, events: 500 },
  { what: 'appends of 500 events, 8 callers, each to a stream of its own', callers: 8, streams: 8, events: 500 },
];

const targets = [{ ratio: 0.8 }];

/** Runs of each measurement for one of the other benches: a server beside, and its disk, scatter more. */
const moreRuns = 2;

/** The adapter of the event store against its client alone, which writes and reads the same bytes in the same groups. */
export const run: RunBench = async (ground) => {
  const server = eventStore();
  if (!server) return { leftOut: 'SAGSSPOR_BENCH_EVENTSTOREDB names no server (esdb://…)' };
  const client = EventStoreDBClient.connectionString(server);
  const figures = await readings(ground, server, client);
  for (const shape of shapes) figures.push(...(await appends(ground, server, client, shape)));
  await client.dispose();
  return figures;
};

/** Against a client that only appends, and against one that also reads what it appends, as the adapter does for its replica. */
async function appends(ground: Ground, server: string, client: EventStoreDBClient, shape: Shape): Promise<Measured[]> {
  const [runs, base, reading, grouped]: [number[], number[], number[], number[]] = [[], [], [], []];
  const reader = EventStoreDBClient.connectionString(server);
  const name = newLogName();
  for (let run = 0; run < ground.size.runs * moreRuns; run++) {
    // Opened for its own turn only: its replica would read what the bare client writes.
    const log = await openLog(server, name, ground);
    const ask = (seconds: number): Promise<number> =>
      send(
        (stream, events) => log.appender.append([{ stream, expectedRevision: 'any', events }]),
        shape,
        `r${run}`,
        seconds,
      );
    const warming = toldOf(await sentDuring(() => ask(ground.size.seconds / 8)));
    await log.caughtUp();
    let rate = 0;
    const sent = await sentDuring(async () => (rate = await ask(ground.size.seconds / 2)));
    runs.push(rate);
    await log.close();
    await appendBare(client, warming, `${name}-warm-${run}`);
    const told = toldOf(sent);
    const bare = async (what: string): Promise<number> =>
      countOf(sent) / (await timed(() => appendBare(client, told, `${name}-${what}-${run}`))).seconds;
    base.push(await bare('bare'));
    const stop = readAlong(reader, await endOf(client));
    reading.push(await bare('read'));
    await stop();
    grouped.push(countOf(sent) / sent.length);
  }
  await reader.dispose();
  const most = Math.max(...grouped);
  const of = { unit: 'events/s', runs, targets } as const;
  const same = 'the same events in the same appends';
  return [
    {
      ...of,
      what: shape.what,
      baseline: { what: `bare client, ${same}`, runs: base },
      ...(shape.events === 1 && most > 1 && { note: `the adapter put ${most.toFixed(1)} events in an append` }),
    },
    {
      ...of,
      what: `${shape.what} (for comparison)`,
      baseline: { what: `bare client, ${same}, read meanwhile by another`, runs: reading },
    },
  ];
}

const countOf = (sent: readonly Sent[]): number => sent.reduce((sum, { events }) => sum + events.length, 0);

/** Sends until the time is up. @returns events a second. */
async function send(
  append: (stream: string, events: NewEvent[]) => Promise<unknown>,
  { callers, streams, events }: Shape,
  name: string,
  seconds: number,
): Promise<number> {
  const began = performance.now();
  let sent = 0;
  const call = async (caller: number): Promise<void> => {
    const stream = `${name}-${caller % streams}`;
    while (performance.now() - began < seconds * 1000) {
      await append(stream, eventsOf(events));
      sent += events;
    }
  };
  await Promise.all(Array.from({ length: callers }, (_, caller) => call(caller)));
  return (sent * 1000) / (performance.now() - began);
}

const details = { basis: '52', duration: 'P3M', note: 'æøå'.repeat(40), parts: ['a', 'b', 'c'], site: 'x'.repeat(120) };

/** Events of about 600 bytes. */
const eventsOf = (count: number): NewEvent[] =>
  Array.from({ length: count }, (_, no) => ({
    id: randomUUID(),
    type: 'bench-event',
    version: 1,
    data: { ...details, valid: '2026-01-31', zero: no },
    metadata: { recordedAt: '2026-01-31T12:00:00.000Z', system: 'bench', principal: 'bench', build: 'bench' },
  }));

/** The whole log read: by pages of the bare client, into a replica, and from that replica. */
async function readings(ground: Ground, server: string, client: EventStoreDBClient): Promise<Measured[]> {
  const name = newLogName();
  const before = await endOf(client);
  const filling = await openLog(server, name, ground);
  const count = Math.min(ground.size.events, 100_000);
  for (let done = 0; done < count; done += 500)
    await filling.appender.append([{ stream: `filled-${done % 64}`, expectedRevision: 'any', events: eventsOf(500) }]);
  await filling.close();
  const told = { bare: [] as number[], built: [] as number[], read: [] as number[] };
  for (let run = 0; run < ground.size.runs * moreRuns; run++) {
    const opened = await timed(() => openLog(server, name, ground));
    const { reader } = opened.value;
    told.built.push(reader.head() / opened.seconds);
    const { seconds } = await timed(() => {
      for (let at = 0; at < reader.head(); ) at = reader.readAll(at, 1000).at(-1)!.ordinal;
    });
    told.read.push(reader.head() / seconds);
    const head = reader.head();
    await opened.value.close();
    const bare = await timed(() => readBare(client, before));
    if (bare.value < head) throw new Error('the bare client read less than the whole log');
    told.bare.push(bare.value / bare.seconds);
  }
  const baseline = { what: 'bare client, $all by pages of 1000', runs: told.bare };
  return [
    {
      what: `read ${count} events into a new replica, checked and on disk`,
      unit: 'events/s',
      runs: told.built,
      baseline,
      targets,
    },
    {
      what: `read ${count} events from the replica, through the port`,
      unit: 'events/s',
      runs: told.read,
      baseline,
      targets,
    },
  ];
}

/** Reads all that lies behind a place. @returns how many events. */
async function readBare(client: EventStoreDBClient, from: Position): Promise<number> {
  let all = 0;
  for (let [place, got] = [from, 1000]; got === 1000; all += got)
    ({ count: got, last: place } = await readPage(client, place, 1000));
  return all;
}
