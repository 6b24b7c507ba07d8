import { hash as sha256 } from 'node:crypto';

/**
 * An event of the counted log in texts and numbers alone: a buffer for each blob takes longer to make than to hash. Id and hash are
 * written as SQL writes a blob (`x'00ff'`), which a text of the same bytes is not.
 */
export type QuickRow = readonly [
  at: number,
  recordedMax: number,
  streamNo: number,
  stream: string | null,
  revision: number,
  id: string,
  type: string,
  version: number,
  recordedAt: number,
  bytes: unknown,
  hash: string,
  isJson: 0 | 1,
];

const metadataBegins = ',"metadata":{';
const idBegins = ',"id":"';
const idLength = 36;

/**
 * Tells of most rows without parsing them that they are right by themselves. The members of a stored event stand in one order, data, id,
 * metadata, revision, stream, type, version, so what the columns repeat is looked for at the end of the text. In a text that is JSON
 * as a whole, a quote after a comma can only open a name of the outermost object there: what follows to the end holds no other bracket.
 */
export class QuickLook {
  /** Most events are stamped like the one before. */
  #metadata = '';
  #recordedAt = NaN;

  /** The hash of a row's bytes, in hex; undefined where the row is not seen to be right, and is to be looked at closely. */
  hashOf([, , , stream, revision, id, type, version, recordedAt, bytes, hash, isJson]: QuickRow): string | undefined {
    // SQLite reads no further than a NUL; and who reads U+FFFD cannot tell which bytes it stands for.
    if (typeof bytes !== 'string' || !isJson || bytes.includes('\0') || bytes.includes('\ufffd')) return undefined;
    const tail = `,"revision":${revision},"stream":${JSON.stringify(stream)},"type":${JSON.stringify(type)},"version":${version}}`;
    if (!bytes.endsWith(tail)) return undefined;
    const end = bytes.length - tail.length;
    const metadata = bytes.lastIndexOf(metadataBegins, end);
    const idFrom = metadata - idLength - 1;
    if (!bytes.startsWith(idBegins, idFrom - idBegins.length) || bytes[metadata - 1] !== '"') return undefined;
    if (id !== `x'${bytes.slice(idFrom, idFrom + idLength).replaceAll('-', '')}'`) return undefined;
    if (recordedAt !== this.#recordedAtIn(bytes.slice(metadata + metadataBegins.length - 1, end))) return undefined;
    const own = sha256('sha256', bytes, 'hex');
    return hash === `x'${own}'` ? own : undefined;
  }

  #recordedAtIn(metadata: string): number {
    if (metadata !== this.#metadata) {
      this.#metadata = metadata;
      this.#recordedAt = recordedAtOf(metadata);
    }
    return this.#recordedAt;
  }
}

/** NaN where the text is no value on its own. */
function recordedAtOf(metadata: string): number {
  try {
    return Date.parse(String((JSON.parse(metadata) as { recordedAt?: unknown }).recordedAt));
  } catch {
    return NaN;
  }
}
