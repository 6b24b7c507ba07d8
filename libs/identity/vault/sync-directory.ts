import { closeSync, fsyncSync, openSync } from 'node:fs';

/** Makes the names in a directory durable. Windows has no such call, and needs none. */
export function syncDirectory(path: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
