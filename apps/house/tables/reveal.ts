import { looksLikeCpr, readToken, type VaultReader } from '#libs/identity';

/** What tokens stand for; a token that stays is itself. */
export type Revealed = (token: string) => string;

/** Which tokens may be told in clear: ids of the sender, or persons too. */
export type Openness = 'sender-ids' | 'persons';

/** What a cell says of an erased person. */
const erased = 'erased';

/**
 * Asks the vault for some tokens; a text that is none stays as it is. A sender's id that reads as a CPR number stays a token: numbers stand in clear
 * only where persons may be told.
 */
export async function reveal(
  vault: Pick<VaultReader, 'resolve'>,
  texts: Iterable<string>,
  openness: Openness,
): Promise<Revealed> {
  const tokens = [...new Set(texts)].filter((text) => isOpen(text, openness));
  const resolved = await vault.resolve(tokens);
  const known = new Map<string, string>();
  tokens.forEach((token, at) => {
    const answer = resolved[at]!;
    if (answer.state === 'erased') known.set(token, erased);
    else if (answer.state === 'known' && isTold(answer.kind, answer.value, openness)) known.set(token, answer.value);
  });
  return (token) => known.get(token) ?? token;
}

const isOpen = (text: string, openness: Openness): boolean => {
  const what = readToken(text)?.what;
  return what !== undefined && (openness === 'persons' || what !== 'person');
};

function isTold(kind: string, value: string, openness: Openness): boolean {
  if (openness === 'persons') return value !== '';
  return kind !== 'name' && kind !== 'identification' && !looksLikeCpr(value);
}
