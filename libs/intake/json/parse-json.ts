import { JsonRejected } from './json-rejected.js';
import { hasLoneSurrogate } from './lone-surrogate.js';
import { scanJson } from './scan-json.js';

/** Bounds of a text that comes from outside. */
export interface JsonBounds {
  /** Default 1 MiB. Of a string, counted in UTF-16 units, which are never more than its bytes. */
  readonly maxBytes?: number;
  /** Levels of nesting, the outermost object being the first. Default 32. */
  readonly maxDepth?: number;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Parses JSON from outside, strictly: valid UTF-8, no key twice in an object, no key that reaches into a prototype,
 * no half surrogate pair, bounded in size and depth. Linear in the length of the text.
 * @throws JsonRejected with a stable code; its message never repeats the text.
 */
export function parseJson(input: string | Uint8Array, bounds: JsonBounds = {}): unknown {
  const { maxBytes = 1 << 20, maxDepth = 32 } = bounds;
  if (input.length > maxBytes) throw new JsonRejected('json-too-large');
  const text = typeof input === 'string' ? input : decode(input);
  if (typeof input === 'string' && hasLoneSurrogate(text)) throw new JsonRejected('json-lone-surrogate');
  scanJson(text, maxDepth);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new JsonRejected('json-syntax');
  }
}

function decode(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new JsonRejected('json-utf8');
  }
}
