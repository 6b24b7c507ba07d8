import { looksLikeCpr } from '#libs/identity';

const code = /^[a-zA-Z][a-zA-Z-]*(?:\.[a-z0-9-]+)?(?:-[A-Z0-9-]+)*$/;

/** System errors that a user can do something about. */
const system: Readonly<Record<string, string>> = {
  ENOENT: 'A file or directory that was named does not exist.',
  EACCES: 'A file or directory may not be read or written; see to its rights.',
  EISDIR: 'A directory was named where a file is wanted.',
  ENOTDIR: 'A file was named where a directory is wanted.',
  ENOSPC: 'The disk is full; make room and try again. What was acknowledged is kept.',
  EADDRINUSE: 'The port is in use; choose another one (SAGSSPOR_PORT or --port).',
  EROFS: 'A directory that is to be written lies on a disk that can only be read.',
  EPIPE: 'Whoever read the output went away.',
};

/** What SQLite says of a file, by the first words of its code. */
const database: readonly (readonly [string, string])[] = [
  [
    'SQLITE_CORRUPT',
    'A database file of the data directory is damaged. Those in projections/ are built anew at the next start; restore any other from its backup.',
  ],
  [
    'SQLITE_NOTADB',
    'A database file of the data directory is damaged. Those in projections/ are built anew at the next start; restore any other from its backup.',
  ],
  ['SQLITE_FULL', system['ENOSPC']!],
  ['SQLITE_READONLY', system['EACCES']!],
  ['SQLITE_CANTOPEN', system['EACCES']!],
  ['SQLITE_IOERR', 'The disk could not be read or written; see to it and try again. What was acknowledged is kept.'],
  ['SQLITE_BUSY', 'Another process holds a file of the data directory for too long; try again.'],
];

/** A text that may repeat what was given, as on the command line; withheld when a personal number may stand in it. */
export const withoutNumber = (text: string): string =>
  looksLikeCpr(text) ? 'The sentence is withheld, since it may hold a personal number.' : text;

/** One clean line: a stable code and a sentence that says what to do. Never a stack, and no personal number. */
export function explainError(error: unknown): string {
  const { code: named, message } = error as { code?: unknown; message?: unknown };
  if (typeof named === 'string' && system[named]) return `${named}: ${system[named]}`;
  const ofDatabase = typeof named === 'string' && database.find(([code]) => named.startsWith(code));
  if (ofDatabase) return `${named}: ${ofDatabase[1]}`;
  const text = typeof message === 'string' ? message.split('\n')[0]! : 'The cause is not known.';
  const safe = withoutNumber(text);
  if (typeof named === 'string' && code.test(named)) return `${named}: ${safe}`;
  return `internal: ${safe.replace(/[^.!?]$/, '$&.')} Report this with what you did; nothing that was acknowledged is lost.`;
}
