import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A bare connection to the API, for what no HTTP client would send. */
export interface Raw {
  readonly socket: Socket;
  /** All that has come so far. */
  text(): string;
  write(text: string): void;
  /** Resolves when that text has come. */
  until(part: string): Promise<string>;
  /** Resolves when the server has ended the connection. */
  ended(): Promise<string>;
}

export async function rawConnection(url: string): Promise<Raw> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  let text = '';
  socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  socket.on('error', () => {});
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  return {
    socket,
    text: () => text,
    write: (more) => void socket.write(more),
    async until(part) {
      while (!text.includes(part)) await once(socket, 'data');
      return text;
    },
    async ended() {
      await closed;
      return text;
    },
  };
}

/** The JSON body of a raw answer. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export const bodyOf = (answer: string): any => JSON.parse(answer.slice(answer.lastIndexOf('\r\n\r\n') + 4));
