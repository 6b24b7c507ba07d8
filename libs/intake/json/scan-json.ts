import { JsonRejected } from './json-rejected.js';
import { hasLoneSurrogate } from './lone-surrogate.js';

const QUOTE = 0x22;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/** From how many keys on an object's keys are kept in a set: below that, comparing is quicker than hashing. */
const SMALL = 12;

/** Compared, not looked up: a set would hash each key. */
const isForbidden = (key: string): boolean => key === '__proto__' || key === 'constructor' || key === 'prototype';
const surrogateEscape = /\\u[dD][89a-fA-F]/;

/** The keys seen so far in one open object; null stands for an open list. */
type Level = { readonly few: string[]; many: Set<string> | null } | null;

/**
 * Looks for what `JSON.parse` lets pass: the same key twice in an object, keys that reach into a prototype, nesting
 * deeper than `maxDepth`, half surrogate pairs. Reads the text once, so its time is linear. Whether the text is JSON at all
 * is for `JSON.parse` to say.
 * @throws JsonRejected
 */
export function scanJson(text: string, maxDepth: number): void {
  const levels: Level[] = [];
  let top: Level = null;
  let slash = nextSlash(text, 0);
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      const end = endOfString(text, at);
      if (slash < at) slash = nextSlash(text, at);
      const escapes = slash < end;
      if (top !== null && isKey(text, end)) takeKey(top, escapes ? unescaped(text, at, end) : text.slice(at + 1, end));
      else if (escapes && surrogateEscape.test(text.slice(slash, end))) unescaped(text, at, end);
      at = end;
    } else if (code === OPEN_OBJECT || code === OPEN_LIST) {
      if (levels.length >= maxDepth) throw new JsonRejected('json-too-deep');
      levels.push(top);
      top = code === OPEN_OBJECT ? { few: [], many: null } : null;
    } else if (code === CLOSE_OBJECT || code === CLOSE_LIST) {
      top = levels.pop() ?? null;
    }
  }
}

/** Index of the closing quote of the string that opens at `start`. */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end !== -1) {
    let slashes = end - 1;
    while (text.charCodeAt(slashes) === BACKSLASH) slashes--;
    if ((end - 1 - slashes) % 2 === 0) return end;
    end = text.indexOf('"', end + 1);
  }
  throw new JsonRejected('json-syntax');
}

/** A string is a key when a colon follows it. */
function isKey(text: string, end: number): boolean {
  for (let at = end + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code > 0x20) return code === COLON;
  }
  return false;
}

/** Where the next backslash stands; beyond the text when there is none. Kept by the caller, so that it is sought once. */
function nextSlash(text: string, from: number): number {
  const at = text.indexOf('\\', from);
  return at === -1 ? text.length : at;
}

function unescaped(text: string, start: number, end: number): string {
  let value: string;
  try {
    value = JSON.parse(text.slice(start, end + 1)) as string;
  } catch {
    throw new JsonRejected('json-syntax');
  }
  if (hasLoneSurrogate(value)) throw new JsonRejected('json-lone-surrogate');
  return value;
}

function takeKey(level: NonNullable<Level>, key: string): void {
  if (isForbidden(key)) throw new JsonRejected('json-forbidden-key');
  if (level.many ? level.many.has(key) : level.few.includes(key)) throw new JsonRejected('json-duplicate-key');
  if (level.many) level.many.add(key);
  else if (level.few.push(key) > SMALL) level.many = new Set(level.few);
}
