import type { Principal } from '#libs/intake';

/**
 * Whoever can read the data directory with its key: may do everything but send events, since an event needs a case system that
 * sends it.
 */
export const operatorOf = (synthetic: boolean): Principal => ({
  id: 'operator',
  system: 'sagsspor',
  reporters: ['*'],
  roles: ['read', 'deliver', 'audit', 'national', 'operate'],
  synthetic,
});
