import { hash, timingSafeEqual } from 'node:crypto';
import type { House } from '#apps/house';
import type { Principal } from '#libs/intake';
import type { OperationInfo } from '../operations/operation.js';
import { Problem } from '../problems/problem.js';

const bearer = /^Bearer +([\x21-\x7e]{1,512})$/i;
const challenge = 'Bearer realm="sagsspor"';
const hashOf = (text: string): Buffer => hash('sha256', text, 'buffer');

/** Who a request comes from, by its Authorization header. @throws Problem `credential.missing`, `credential.invalid`. */
export type Authenticate = (header: string | undefined) => Principal;

/** `operatorToken`: one more token, good while this server runs, that stands for the house's operator. */
export function authenticator(house: House, operatorToken: string | undefined): Authenticate {
  const operatorHash = operatorToken === undefined ? undefined : hashOf(operatorToken);
  // What was found good is good for what lay in the sockets already when it was asked: no request that began after a revocation.
  const good = new Map<string, Principal>();
  return (header) => {
    if (header === undefined) {
      throw new Problem('credential.missing', { headers: { 'www-authenticate': challenge } });
    }
    const found = good.get(header) ?? holderOf(bearer.exec(header)?.[1]);
    if (!found) {
      throw new Problem('credential.invalid', {
        headers: { 'www-authenticate': `${challenge}, error="invalid_token"` },
      });
    }
    if (good.size === 0) setImmediate(() => good.clear());
    good.set(header, found);
    return found;
  };

  function holderOf(token: string | undefined): Principal | undefined {
    if (token === undefined) return undefined;
    if (operatorHash && timingSafeEqual(hashOf(token), operatorHash)) return house.operator;
    return house.credentials.authenticate(token);
  }
}

/** @throws Problem `role.missing` */
export function checkRole({ roles }: OperationInfo, principal: Principal): void {
  if (roles === 'open' || roles.some((role) => principal.roles.includes(role))) return;
  throw new Problem('role.missing', {
    detail: `This operation needs the role ${roles.join(' or ')}; ask the operator for a credential that has it.`,
    members: { roles },
  });
}
