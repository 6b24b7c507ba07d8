import type { House } from '#apps/house';
import type { CredentialTerms } from '#libs/intake';

/** The case system whose events the demo makes up. */
export const demoSystem = 'demo-case-system';

const terms: CredentialTerms = {
  system: demoSystem,
  reporters: ['*'],
  roles: ['publish', 'read', 'deliver', 'audit', 'national', 'operate'],
  synthetic: true,
};

/** A credential for whoever tries the demo; earlier ones are revoked, since tokens are kept nowhere. */
export async function demoToken({ credentials }: House): Promise<string> {
  for (const { id, system, revokedAt } of credentials.list())
    if (system === demoSystem && !revokedAt) await credentials.revoke(id);
  return (await credentials.create(terms)).token;
}
