import type { Claim } from '../port.js';
import { MasterKey } from '../vault/master-key.js';

/** A key that every process of a test can make. */
export const testKey = (byte = 7): MasterKey => new MasterKey(Buffer.alloc(32, byte), 'environment');

/** Person number `n`, as the sender writes it. */
export const numberOf = (n: number): string => `010199-${String(3000 + n).padStart(4, '0')}`;

/** What an event of a case brings: the child, the case id and a measure id, all of them numbered. */
export const claimsOf = (n: number): Claim[] => [
  { what: 'person', kind: 'cpr', number: numberOf(n) },
  { what: 'case', scope: 'system/751', value: `case ${n}`, owner: 0 },
  { what: 'token', use: 'measure', scope: 'system/751', value: `measure ${n}`, owner: 0 },
];

export const cpr = (number: string): Claim => ({ what: 'person', kind: 'cpr', number });

/** The same claims behind `by` others. */
export const shifted = (claims: readonly Claim[], by = 1): Claim[] =>
  claims.map((one) => (one.what === 'person' ? one : { ...one, owner: one.owner + by }));
