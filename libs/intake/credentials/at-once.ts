import type { SharedPlace } from '#libs/event-log';
import type { Credential, CredentialTerms } from './credential.js';
import {
  openCredentials,
  openSharedCredentials,
  type CredentialPlace,
  type CredentialStore,
} from './credential-store.js';

/** Where the command line finds credentials: in a directory, or in what processes share, with a copy in the directory. */
export type CredentialsAt = CredentialPlace & { readonly shared?: SharedPlace };

/** Opens credentials for one thing and closes them again. */
async function once<T>(
  { shared, ...place }: CredentialsAt,
  use: (store: CredentialStore) => T | Promise<T>,
): Promise<T> {
  const store = shared ? await openSharedCredentials({ ...place, shared }) : openCredentials(place);
  try {
    return await use(store);
  } finally {
    store.close();
  }
}

/** `CredentialStore.create`, for the command line. */
export const createCredential = (
  at: CredentialsAt,
  terms: CredentialTerms,
): Promise<{ readonly id: string; readonly token: string }> => once(at, (store) => store.create(terms));

/** `CredentialStore.list`, for the command line. */
export const listCredentials = (at: CredentialsAt): Promise<Credential[]> => once(at, (store) => store.list());

/** `CredentialStore.revoke`, for the command line. */
export const revokeCredential = (at: CredentialsAt, id: string): Promise<boolean> =>
  once(at, (store) => store.revoke(id));
