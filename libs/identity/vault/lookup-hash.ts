import { createHmac } from 'node:crypto';
import { normalise } from '../cpr.js';
import type { Claim, Sought } from '../port.js';
import { VaultError } from './vault-error.js';

/**
 * The keyed hash a claim is found by. It covers what, kind or use, and scope besides the value, written as a JSON array, so that
 * no two claims can share an input: the same text as a case id and as a measure id are two tokens.
 */
export function lookupHash(indexKey: Buffer, claim: Claim | Sought): Buffer {
  return createHmac('sha256', indexKey)
    .update(JSON.stringify(lookupParts(claim)), 'utf8')
    .digest();
}

function lookupParts(claim: Claim | Sought): readonly string[] {
  switch (claim.what) {
    case 'case':
      return ['case', claim.scope, claim.value];
    case 'token':
      return ['token', claim.use, claim.scope, claim.value];
    case 'person':
      if (claim.kind === 'unborn') return ['person', claim.kind, claim.scope];
      if (claim.kind === 'anonymous') return ['person', claim.kind, claim.scope, numberOf(claim.number)];
      return ['person', claim.kind, numberOf(claim.number)];
  }
}

/** The text a claim keeps under its owner's key; the unborn have none, and keep an empty one. */
export function textOf(claim: Claim): string {
  if (claim.what !== 'person') return claim.value;
  return claim.kind === 'unborn' ? '' : numberOf(claim.number);
}

/** An empty number would be one person to all who send it. */
function numberOf(number: string): string {
  const normal = normalise(number);
  if (normal !== '') return normal;
  throw new VaultError(
    'vault.claim-invalid',
    'A person claim has an empty number. Judge identifiers before they are claimed.',
  );
}
