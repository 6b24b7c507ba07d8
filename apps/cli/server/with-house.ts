import { isWriterRunning } from '#libs/event-log';
import {
  existingKind,
  openHouse,
  openReadHouse,
  type Config,
  type House,
  type HouseKind,
  type ReadHouse,
} from '#apps/house';
import type { Context } from '../context.js';
import { ServerClient } from './server-client.js';

/** What a writing command does itself, and how it asks a running server to do it. */
export interface Writing<T> {
  readonly here: (house: House) => Promise<T>;
  readonly there: (server: ServerClient) => Promise<T>;
}

/** Writes: through the running server where there is one, else by opening the directory. */
export async function withWriter<T>(
  context: Context,
  config: Config,
  { here, there }: Writing<T>,
  kind: HouseKind = existingKind(config.data),
): Promise<T> {
  if (isWriterRunning(config.data)) return there(ServerClient.of(config.data));
  const house = await openHouse(config, { kind, env: context.env, onNotice: (text) => context.terminal.note(text) });
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
