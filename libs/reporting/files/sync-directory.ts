import { open } from 'node:fs/promises';

/** Makes a rename or a new name in a directory last through a power cut. */
export async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}
