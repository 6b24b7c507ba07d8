import { VaultError } from '../vault-error.js';

/** Two that should be the same vault are not. */
export const differs = (): VaultError =>
  new VaultError(
    'vault.differs',
    'The vault in this directory and the one in the event store hold other claims than each other. Of a copy: see that connection string and log ' +
      'are the right ones, then take the copy away; it is made anew. Of a vault to be moved: move it into a store that holds none, or the begin of this one.',
  );

/** What was added once is no longer there. */
export const incomplete = (): VaultError =>
  new VaultError(
    'vault.damaged',
    'The vault in the event store is not whole: a record of it or the keys of one are missing. Find out who deleted or truncated streams there, and ' +
      'restore the store from its backup; a copy that another process has is still whole.',
  );

export const newerRecord = (): VaultError =>
  new VaultError(
    'vault.format-unknown',
    'The vault in the event store holds a record of a newer version of Sagsspor. Run that version here as well.',
  );

/** There are events, and no vault that would know who they are of. */
export const noneInStore = (): VaultError =>
  new VaultError(
    'vault.not-found',
    'The event store holds a log and no vault for it. Move the vault that belongs to this log there (`sagsspor log copy`), or restore the store from its backup.',
  );
