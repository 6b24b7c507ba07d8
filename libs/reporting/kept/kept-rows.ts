import { createHash, type Hash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ReportingError } from '../reporting-error.js';
import type { KeptRow, Manifest } from '../port.js';
import { canonicalRows } from './canonical-rows.js';
import { KeyHashes } from './key-hashes.js';
import { readLines } from './read-lines.js';
import { makeDirectory, renameSynced, writeSynced, type WrittenFile } from './synced-files.js';
import { openTemporary } from './temporary.js';

/** What was kept under its hash. */
export interface Kept {
  /** Hex; its address. */
  readonly sha256: string;
  readonly rows: number;
}

/**
 * The delivered pseudonymous rows and the manifests, addressed by the SHA-256 of their bytes: `ab/abcdef….jsonl` for rows,
 * `ab/abcdef….json` for manifests. Nothing is ever overwritten, and what is read is checked against its name.
 */
export interface KeptRows {
  /** Keeps rows, which are read once. Resolved = durable. Throws ReportingError `delivery.row-key-twice`, `kept.damaged`. */
  write(rows: Iterable<KeptRow>): Promise<Kept>;
  /** The rows, streamed. Throws ReportingError `kept.missing` at once, `kept.damaged` at the latest when the last row is read. */
  read(sha256: string): Iterable<KeptRow>;
  /** Keeps the text of a manifest; its address. */
  writeManifest(text: string): Promise<string>;
  /** Throws ReportingError `kept.missing`, `kept.damaged`. */
  readManifest(sha256: string): Manifest;
}

/** Kept rows and manifests in a directory of their own, which is made when it is first written to; several processes may share it. */
export function openKeptRows(root: string): KeptRows {
  return {
    async write(rows) {
      const keys = new KeyHashes();
      const chunks = canonicalRows(rows, keys);
      const { sha256 } = await keep(root, 'jsonl', chunks, (path) => keys.refuseTwice(() => rowsIn(path)));
      return { sha256, rows: keys.count };
    },
    read: (sha256) => readRows(existing(root, sha256, 'jsonl')),
    async writeManifest(text) {
      return (await keep(root, 'json', [Buffer.from(text, 'utf8')])).sha256;
    },
    readManifest: (sha256) => readManifest(existing(root, sha256, 'json'), sha256),
  };
}

function readManifest(path: string, sha256: string): Manifest {
  const bytes = readFileSync(path);
  if (createHash('sha256').update(bytes).digest('hex') !== sha256) throw damaged();
  return JSON.parse(bytes.toString('utf8')) as Manifest;
}

type Extension = 'jsonl' | 'json';

const pathOf = (directory: string, sha256: string, extension: Extension): string =>
  join(directory, sha256.slice(0, 2), `${sha256}.${extension}`);

/** @param check looks at what was written, before it gets its name. */
async function keep(
  directory: string,
  extension: Extension,
  chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  check: (path: string) => void = () => {},
): Promise<WrittenFile> {
  const temporary = await openTemporary(directory);
  try {
    const path = join(temporary.path, extension);
    const written = await writeSynced(path, chunks);
    check(path);
    const target = pathOf(directory, written.sha256, extension);
    if (existsSync(target)) {
      checkFile(target);
      return written;
    }
    await makeDirectory(dirname(target));
    await renameSynced(path, target);
    return written;
  } finally {
    await temporary.discard();
  }
}

function existing(directory: string, sha256: string, extension: Extension): string {
  const path = pathOf(directory, sha256, extension);
  if (/^[0-9a-f]{64}$/.test(sha256) && existsSync(path)) return path;
  throw new ReportingError(
    'kept.missing',
    'The kept rows or the manifest of a delivery are missing; restore the directory of kept rows from its backup.',
  );
}

function* readRows(path: string): Generator<KeptRow> {
  const hash = createHash('sha256');
  yield* rowsIn(path, hash);
  if (!path.endsWith(`${hash.digest('hex')}.jsonl`)) throw damaged();
}

function* rowsIn(path: string, hash?: Hash): Generator<KeptRow> {
  for (const line of readLines(path, hash)) yield parsed(line);
}

function parsed(line: string): KeptRow {
  try {
    return JSON.parse(line) as KeptRow;
  } catch {
    // The parser's own message would repeat what stands in the line.
    throw damaged();
  }
}

/** A file that stands already is read to its end: a delivery must not rest on a damaged one. */
function checkFile(path: string): void {
  const hash = createHash('sha256');
  for (const _ of readLines(path, hash));
  if (!path.includes(hash.digest('hex'))) throw damaged();
}

const damaged = (): ReportingError =>
  new ReportingError(
    'kept.damaged',
    'Kept rows or a manifest are no longer what was delivered: their bytes do not match their name. Restore the file from its backup.',
  );
