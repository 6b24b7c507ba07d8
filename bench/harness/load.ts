import { connect } from 'node:net';
import { LineReader } from '../ground/single-events.js';
import { percentilesOf, type Percentiles } from './statistics.js';

export interface Load {
  readonly port: number;
  readonly path: string;
  readonly token: string;
  /** File of events, one a line; each is sent once. */
  readonly file: string;
  readonly connections: number;
  /** Counted seconds; as many go before, to warm up: a server that has just started compiles more than it serves. */
  readonly seconds: number;
}

export interface Loaded {
  /** Requests answered 2xx a second. */
  readonly perSecond: number;
  readonly latency: Percentiles;
  /** Answers that were not 2xx, warming up included. */
  readonly failed: number;
  /** Answers in all, warming up included. */
  readonly answers: number;
}

/**
 * Sends events over keep-alive connections, each the next one as soon as its last is answered. Bare sockets: what the load costs is
 * taken from the server on a small machine, so it should cost little.
 */
export async function load({ port, path, token, file, connections, seconds }: Load): Promise<Loaded> {
  const lines = new LineReader(file);
  const from = performance.now() + seconds * 1000;
  const until = from + seconds * 1000;
  let last = from;
  const told = { latencies: [] as number[], failed: 0, answers: 0 };
  const head =
    `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${token}\r\n` +
    'Content-Type: application/cloudevents+json\r\nAccept: application/json\r\nContent-Length: ';
  const request = (): string => {
    const line = lines.next();
    return `${head}${line.length}\r\n\r\n${line}`;
  };
  const answered = (status: number, ms: number, at: number): void => {
    told.answers++;
    if (status < 200 || status > 299) told.failed++;
    else if (at >= from) told.latencies.push(ms);
    last = at;
  };
  // On a busy machine a short load may have no answer in time: then until there is one.
  const isOver = (now: number): boolean => now >= until && told.latencies.length + told.failed > 0;
  await Promise.all(Array.from({ length: connections }, () => converse(port, request, answered, isOver)));
  lines.close();
  const counted = (last - from) / 1000;
  const { latencies, failed, answers } = told;
  return { perSecond: latencies.length / counted, latency: percentilesOf(latencies), failed, answers };
}

/** One connection: a request, its answer, the next request, until the time is up. */
function converse(
  port: number,
  request: () => string,
  answered: (status: number, ms: number, at: number) => void,
  isOver: (now: number) => boolean,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1').setNoDelay(true);
    let [sent, held] = [0, ''];
    const ask = (): void => {
      sent = performance.now();
      // Latin-1, one byte a character: the lines were read so.
      socket.write(request(), 'latin1');
    };
    socket.on('connect', ask);
    socket.on('error', reject);
    socket.on('close', () => resolve());
    socket.on('data', (chunk) => {
      held += chunk.toString('latin1');
      const body = held.indexOf('\r\n\r\n') + 4;
      if (body < 4 || held.length < body + lengthIn(held)) return;
      const now = performance.now();
      answered(Number(held.slice(9, 12)), now - sent, now);
      held = '';
      if (isOver(now)) socket.end();
      else ask();
    });
  });
}

const lengthIn = (answer: string): number => Number(/\r\ncontent-length: *(\d+)/i.exec(answer)?.[1] ?? 0);
