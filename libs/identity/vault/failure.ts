import { VaultError } from './vault-error.js';

/** Runs what asks the database, and says its errors as the vault's: a code and what to do, no stack of a library. */
export function guarded<T>(ask: () => T): T {
  try {
    return ask();
  } catch (error) {
    throw vaultErrorOf(error);
  }
}

/** An error of SQLite or of the file system as the vault's; any other as it is. */
export function vaultErrorOf(error: unknown): unknown {
  // Told by what they carry: a native library that is loaded twice has two classes of its error.
  const { name, code = '', syscall } = (error ?? {}) as { name?: string; code?: string; syscall?: string };
  if (name !== 'SqliteError' && syscall === undefined) return error;
  if (/^SQLITE_(CORRUPT|NOTADB|ERROR|CONSTRAINT)/.test(code))
    return new VaultError(
      'vault.damaged',
      `The vault's file cannot be read (${code}): it was changed or is damaged. Restore the newest backup of the vault.`,
    );
  if (/^SQLITE_(BUSY|LOCKED)/.test(code))
    return new VaultError(
      'vault.busy',
      'Another process holds the vault and does not let go. See what it does, or stop it; nothing of this call was kept.',
    );
  return new VaultError(
    'vault.failed',
    `The vault could not be read or written (${code}); nothing of this call was kept. See to the disk and to the rights on the ` +
      'data directory, then try again.',
  );
}
