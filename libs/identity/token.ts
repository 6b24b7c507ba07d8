import { fromBase32, toBase32 } from './base32.js';

/** What a token names, told by its prefix: `p_` a person, `c_` a case, `t_` any other text. */
export type TokenClass = 'person' | 'case' | 'token';

const prefixes = { person: 'p_', case: 'c_', token: 't_' } as const;

/** The written form of 16 random bytes. */
export function writeToken(what: TokenClass, bytes: Uint8Array): string {
  return prefixes[what] + toBase32(bytes);
}

/** The class and bytes of a written token; undefined for a text that is none. */
export function readToken(text: string): { readonly what: TokenClass; readonly bytes: Buffer } | undefined {
  if (text.length !== 28) return undefined;
  const what = (['person', 'case', 'token'] as const).find((what) => text.startsWith(prefixes[what]));
  const bytes = what && fromBase32(text.slice(2));
  return what && bytes ? { what, bytes } : undefined;
}

const anywhere = /(?<![a-z0-9_])[pct]_[a-z2-7]{26}(?![a-z0-9_])/g;

/** Every token that stands in the texts of a JSON value, also within a text, as in the name of a stream; each once. */
export function tokensIn(value: unknown, found = new Set<string>()): Set<string> {
  if (typeof value === 'string') for (const [token] of value.matchAll(anywhere)) found.add(token);
  if (typeof value === 'object' && value !== null) for (const member of Object.values(value)) tokensIn(member, found);
  return found;
}
