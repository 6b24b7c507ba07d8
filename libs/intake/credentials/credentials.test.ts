import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCredential, listCredentials, revokeCredential } from './at-once.js';
import { credentialsFile, openCredentials, type CredentialStore } from './credential-store.js';
import type { CredentialTerms } from './credential.js';

const terms: CredentialTerms = {
  system: 'case-system',
  reporters: ['751'],
  roles: ['publish', 'read'],
  synthetic: false,
};

let directory: string;
let clock: Date;
let store: CredentialStore;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'sagsspor-credentials-'));
  clock = new Date('2026-11-24T12:00:00.000Z');
  store = openCredentials({ directory, clock: () => clock });
});
afterEach(() => {
  store.close();
  rmSync(directory, { recursive: true, force: true });
});

describe('credentials', () => {
  it('a token names its principal, again and again', async () => {
    const { id, token } = await store.create(terms);
    expect(token).toMatch(new RegExp(`^sgs_${id}_[A-Za-z0-9_-]{43}$`));
    const principal = { id, system: 'case-system', reporters: ['751'], roles: ['publish', 'read'], synthetic: false };
    expect(store.authenticate(token)).toEqual(principal);
    expect(store.authenticate(token)).toEqual(principal);
  });

  it('keeps no secret, neither in the file nor in the list', async () => {
    const { token } = await store.create(terms);
    const secret = token.slice(token.indexOf('_', 4) + 1);
    const bytes = readdirSync(directory).map((name) => readFileSync(join(directory, name)).toString('latin1'));
    expect(bytes.join()).not.toContain(secret);
    expect(JSON.stringify(store.list())).not.toContain(secret);
    expect(statSync(join(directory, credentialsFile)).mode & 0o077).toBe(0);
  });

  it('tells whose refusals it may see: of its system, and of no reporter but its own; of any system for auditors', async () => {
    const id = async (over: Partial<CredentialTerms> = {}) => (await store.create({ ...terms, ...over })).id;
    const who = (of: string) => ({ ...store.list().find((one) => one.id === of)! });
    const [mine, renewed, neighbour] = [await id(), await id(), await id({ reporters: ['461'] })];
    const [both, all] = [await id({ reporters: ['751', '461'] }), await id({ reporters: ['*'] })];
    const foreign = await id({ system: 'other' });
    expect(store.sendersFor(who(mine))).toEqual([mine, renewed]);
    expect(store.sendersFor(who(both)).sort()).toEqual([mine, renewed, neighbour, both].sort());
    expect(store.sendersFor(who(all)).sort()).toEqual([mine, renewed, neighbour, both, all].sort());
    expect(store.sendersFor({ ...who(mine), roles: ['audit'] })).toEqual([mine, renewed, foreign]);
  });

  it('refuses every other token', async () => {
    const { id, token } = await store.create(terms);
    const other = (await store.create(terms)).token;
    const last = token.at(-1) === 'A' ? 'B' : 'A';
    const bad = [
      '',
      'sgs_',
      id,
      `${token} `,
      token.slice(0, -1) + last,
      `sgs_${id}_${other.slice(-43)}`,
      token.replace(id, 'a'.repeat(16)),
    ];
    for (const one of bad) expect(store.authenticate(one)).toBeUndefined();
  });

  it('is good until the end of its last day in Copenhagen', async () => {
    const { token } = await store.create({ ...terms, expires: '2026-11-24' });
    clock = new Date('2026-11-24T22:59:59.999Z');
    expect(store.authenticate(token)).toBeDefined();
    clock = new Date('2026-11-24T23:00:00.000Z');
    expect(store.authenticate(token)).toBeUndefined();
  });

  it('revoked is refused at once, though another process did it and the holder was known', async () => {
    const { id, token } = await store.create(terms);
    expect(store.authenticate(token)).toBeDefined();
    expect(await revokeCredential({ directory, clock: () => clock }, id)).toBe(true);
    expect(store.authenticate(token)).toBeUndefined();
    expect(store.list()).toEqual([{ id, ...terms, createdAt: clock.toISOString(), revokedAt: clock.toISOString() }]);
    expect(await store.revoke('nobody')).toBe(false);
  });

  it('made by the command line is good at once in a running server', async () => {
    const { token } = await createCredential({ directory }, { ...terms, synthetic: true });
    expect(store.authenticate(token)).toMatchObject({ synthetic: true });
    expect(await listCredentials({ directory })).toHaveLength(1);
  });

  it.each([
    ['system', { system: 'Case System' }],
    ['system that is a CPR number', { system: '010199-3045' }],
    ['reporter', { reporters: ['Aarhus'] }],
    ['reporters', { reporters: [] }],
    ['role', { roles: ['admin'] as never }],
    ['expiry', { expires: '2026-02-30' }],
  ])('refuses a bad %s', async (_, wrong) => {
    await expect(store.create({ ...terms, ...wrong })).rejects.toMatchObject({ code: 'intake.credential' });
    expect(store.list()).toEqual([]);
  });
});
