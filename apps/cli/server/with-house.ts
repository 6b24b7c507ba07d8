import { isWriterRunning } from '#libs/event-log';
import {
  existingKind,
  openHouse,
  openReadHouse,
  type Config,
  type House,
  type HouseKind,
  type OpenOptions,
  type ReadHouse,
} from '#apps/house';
import type { Context } from '../context.js';
import { ServerClient } from './server-client.js';
import { removeServerFile } from './server-file.js';

/** What a writing command does itself, and how it asks a running server to do it. */
export interface Writing<T> {
  readonly here: (house: House) => Promise<T>;
  readonly there: (server: ServerClient) => Promise<T>;
}

/**
 * Opens a house for writing. It is the only writer now, so a server file that lies there is that of a server that was killed: nobody is
 * to send a token to whoever has its port since.
 */
export async function openToWrite(config: Config, options: OpenOptions): Promise<House> {
  const house = await openHouse(config, options);
  removeServerFile(config.data);
  return house;
}

/** Writes: through the running server where there is one, else by opening the directory. */
export async function withWriter<T>(
  context: Context,
  config: Config,
  { here, there }: Writing<T>,
  kind: HouseKind = existingKind(config.data),
): Promise<T> {
  if (isWriterRunning(config.data)) return there(ServerClient.of(config.data));
  const onNotice = (text: string): void => context.terminal.note(text);
  const house = await openToWrite(config, { kind, env: context.env, onNotice });
  try {
    return await here(house);
  } finally {
    await house.close();
  }
}

/** Reads, beside a running server or without one. */
export async function withReader<T>(config: Config, use: (house: ReadHouse) => Promise<T>): Promise<T> {
  const house = await openReadHouse(config);
  try {
    return await use(house);
  } finally {
    await house.close();
  }
}
