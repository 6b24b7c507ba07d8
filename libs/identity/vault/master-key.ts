import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { inspect } from 'node:util';
import { syncDirectory } from './sync-directory.js';
import { VaultError } from './vault-error.js';

/** Name of the environment variable that may hold the master key. */
export const masterKeyVariable = 'SAGSSPOR_MASTER_KEY';

/** The 32 bytes that open a vault. Never prints itself, neither as text, nor as JSON, nor when inspected. */
export class MasterKey {
  readonly #bytes: Buffer;

  /** @param source where the key was read; @param warning a sentence for the log when the file can be read by others. */
  constructor(
    bytes: Buffer,
    readonly source: 'environment' | 'file',
    readonly warning?: string,
  ) {
    if (bytes.length !== 32) throw malformed('The master key');
    this.#bytes = Buffer.from(bytes);
  }

  /** The key itself, for the ciphers of this room. */
  reveal(): Buffer {
    return this.#bytes;
  }

  toString(): string {
    return '[master key]';
  }

  toJSON(): string {
    return '[master key]';
  }

  [inspect.custom](): string {
    return '[master key]';
  }
}

function malformed(where: string): VaultError {
  return new VaultError(
    'vault.master-key-malformed',
    `${where} is not 32 bytes written as 64 hex digits or as base64. Put in the key that the vault was made with.`,
  );
}

/** Reads 32 bytes written as 64 hex digits, base64 or base64url. */
function parse(text: string, where: string): Buffer {
  const written = text.trim();
  if (/^[0-9a-f]{64}$/i.test(written)) return Buffer.from(written, 'hex');
  if (/^[A-Za-z0-9+/_-]{43}=?$/.test(written)) return Buffer.from(written, 'base64');
  throw malformed(where);
}

/** A sentence when a key file can be read by others than its owner. */
function judgeMode(file: string): string | undefined {
  if (process.platform === 'win32' || (statSync(file).mode & 0o077) === 0) return undefined;
  return `Others on this machine can read the master key file ${file}. Run: chmod 600 ${file}`;
}

/**
 * Reads the master key from the environment, which wins, or from a key file.
 * @throws VaultError `vault.master-key-missing`, `vault.master-key-malformed`.
 */
export function loadMasterKey(from: { readonly env?: NodeJS.ProcessEnv; readonly file?: string }): MasterKey {
  const variable = from.env?.[masterKeyVariable];
  if (variable) return new MasterKey(parse(variable, masterKeyVariable), 'environment');
  if (from.file) {
    let text: string;
    try {
      text = readFileSync(from.file, 'utf8');
    } catch (error) {
      throw missing(` It was looked for in ${from.file} (${(error as NodeJS.ErrnoException).code ?? 'unreadable'}).`);
    }
    return new MasterKey(parse(text, `The file ${from.file}`), 'file', judgeMode(from.file));
  }
  throw missing('');
}

/** The error of a key that is not there. */
export function missing(detail: string): VaultError {
  return new VaultError(
    'vault.master-key-missing',
    `The vault needs its master key. Set ${masterKeyVariable}, or name a key file, with the key kept apart from the backups; ` +
      `without it nobody can tell who a pseudonym is.${detail}`,
  );
}

/**
 * Makes a new key file, and its directory, readable by their owner only and synced: for the demo and for a first start. Never
 * overwrites one.
 * @throws VaultError `vault.master-key-exists`.
 */
export function generateMasterKeyFile(file: string, random: (size: number) => Buffer = randomBytes): MasterKey {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${process.pid}-${random(6).toString('hex')}`;
  const handle = openSync(draft, 'wx', 0o600);
  try {
    writeSync(handle, `${random(32).toString('base64')}\n`);
    fsyncSync(handle);
    // A link fails where the name is taken, and shows the file only when it is whole.
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw new VaultError(
      'vault.master-key-exists',
      `There is a master key file at ${file} already; it is kept. Read that one.`,
    );
  } finally {
    closeSync(handle);
    unlinkSync(draft);
  }
  // A vault outlives a power cut; so must the only key to it.
  syncDirectory(dirname(file));
  return loadMasterKey({ file });
}
