import type { IdentifierKind, TokenUse } from '../port.js';
import type { TokenClass } from '../token.js';
import { damaged } from './vault-error.js';

/** What a row of the claims is of. */
export type Kind = IdentifierKind | 'case' | TokenUse;

const classes: Readonly<Record<Kind, TokenClass>> = {
  cpr: 'person',
  substitute: 'person',
  anonymous: 'person',
  'person-id': 'person',
  unborn: 'person',
  case: 'case',
  measure: 'token',
  site: 'token',
  'report-group': 'token',
  identification: 'token',
  name: 'token',
};

/** The class of token a kind is written as. @throws VaultError `vault.damaged` for a kind that no build has written. */
export function classOf(kind: Kind): TokenClass {
  const known = Object.hasOwn(classes, kind) ? classes[kind] : undefined;
  if (!known) throw damaged();
  return known;
}

/** A claim's row, but for its owner: the owner's key opens its content or does not. */
export interface ClaimRow {
  readonly id: number;
  readonly kind: Kind;
  readonly token: Buffer;
  readonly hash: Buffer;
}

/** What the ciphertext of a claim is bound to: the whole row, so that who can write the file cannot give a number to another's token. */
export function boundToClaim({ id, kind, token, hash }: ClaimRow): Buffer {
  return Buffer.from(`claim:${id}:${kind}:${token.toString('latin1')}${hash.toString('latin1')}`, 'latin1');
}
