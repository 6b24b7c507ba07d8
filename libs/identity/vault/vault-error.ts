/** Stable codes of what can go wrong with the vault. */
export type VaultErrorCode =
  | 'vault.master-key-missing'
  | 'vault.master-key-malformed'
  | 'vault.master-key-wrong'
  | 'vault.master-key-exists'
  | 'vault.not-found'
  | 'vault.format-unknown'
  | 'vault.damaged'
  | 'vault.older-than-log'
  /** A copy and the journal that processes share hold other claims than each other. */
  | 'vault.differs'
  /** Another process held the file for longer than anyone should. */
  | 'vault.busy'
  /** The disk or the database refused; nothing of the call was kept. */
  | 'vault.failed'
  | 'vault.backup-exists'
  | 'vault.claim-invalid'
  | 'vault.closed';

/** An error of the vault: a stable code and a sentence that says what to do. It never carries a key or what a token stands for. */
export class VaultError extends Error {
  constructor(
    readonly code: VaultErrorCode,
    message: string,
  ) {
    super(message);
    this.name = 'VaultError';
  }
}

/** The error of a vault whose file is not as it was written. */
export function damaged(): VaultError {
  return new VaultError(
    'vault.damaged',
    'A value in the vault does not open: the file was changed or is damaged. Restore the newest backup of the vault.',
  );
}
