import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** How the commands of this machine reach the server of a data directory. Readable by its owner only. */
export interface ServerFile {
  readonly url: string;
  readonly pid: number;
  /** Good as long as the server runs; whoever may read the data directory may use it. */
  readonly token: string;
}

const fileOf = (data: string): string => join(data, 'server.json');

export function writeServerFile(data: string, server: ServerFile): void {
  rmSync(fileOf(data), { force: true });
  writeFileSync(fileOf(data), `${JSON.stringify(server)}\n`, { mode: 0o600, flag: 'wx' });
}

export const removeServerFile = (data: string): void => rmSync(fileOf(data), { force: true });

export function readServerFile(data: string): ServerFile | undefined {
  if (!existsSync(fileOf(data))) return undefined;
  try {
    return JSON.parse(readFileSync(fileOf(data), 'utf8')) as ServerFile;
  } catch {
    return undefined;
  }
}
