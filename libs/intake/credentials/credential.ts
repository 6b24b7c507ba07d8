import { reporterPattern } from '#libs/cases';
import { looksLikeCpr } from '#libs/identity';
import { isPlainDate } from '#libs/reference';
import { IntakeError } from '../intake-error.js';
import type { Role } from '../port.js';

/** What a credential may do; the server's word for who sends. */
export interface CredentialTerms {
  /** The case system: lower case letters, digits, dots and hyphens, at most 60. */
  readonly system: string;
  /** Municipality codes and providers' departments, or `*` for all. */
  readonly reporters: readonly string[];
  readonly roles: readonly Role[];
  readonly synthetic: boolean;
  /** The last day it is good, in Copenhagen; without it, until it is revoked. */
  readonly expires?: string;
}

/** A credential as listed: all but its secret. */
export interface Credential extends CredentialTerms {
  readonly id: string;
  /** RFC 3339 in UTC. */
  readonly createdAt: string;
  readonly revokedAt: string | null;
}

const roles: readonly Role[] = ['publish', 'read', 'deliver', 'audit', 'national', 'operate'];

/** @throws IntakeError `intake.credential` when the terms are none that a credential can have. */
export function checkTerms({ system, reporters, roles: given, expires }: CredentialTerms): void {
  const wrong = (sentence: string): never => {
    throw new IntakeError('intake.credential', sentence);
  };
  if (!/^[a-z0-9][a-z0-9.-]{0,59}$/.test(system) || looksLikeCpr(system)) {
    wrong(
      'A system is 1 to 60 lower case letters, digits, dots and hyphens, begins with a letter or digit and holds no CPR number.',
    );
  }
  if (reporters.length === 0 || !reporters.every((one) => one === '*' || reporterPattern.test(one))) {
    wrong('Name the reporters: three digits of a municipality, p- and the UUID of a department, or * for all.');
  }
  if (given.length === 0 || !given.every((role) => roles.includes(role))) {
    wrong(`Name the roles, of these: ${roles.join(', ')}.`);
  }
  if (expires !== undefined && !isPlainDate(expires)) wrong('Write the day it expires YYYY-MM-DD.');
}
