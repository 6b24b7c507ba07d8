import { vaultErrorOf } from './failure.js';
import { VaultError, type VaultErrorCode } from './vault-error.js';

/** An error as a thread tells it. A code where the error is the vault's. */
export interface ThreadFailure {
  readonly kind: 'failed';
  readonly message: string;
  readonly code?: string;
}

export function failureOf(thrown: unknown): ThreadFailure {
  const { name, message, code } = vaultErrorOf(thrown) as Error & { code?: string };
  return { kind: 'failed', message, ...(name === 'VaultError' && code !== undefined && { code }) };
}

export const errorOf = ({ code, message }: ThreadFailure): Error =>
  code === undefined ? new Error(message) : new VaultError(code as VaultErrorCode, message);
