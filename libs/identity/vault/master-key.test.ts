import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { removeTemporaryDirectories, temporaryDirectory } from '../testing/temporary-directory.js';
import { openVault } from './open-vault.js';
import { generateMasterKeyFile, loadMasterKey, MasterKey, masterKeyVariable } from './master-key.js';

afterAll(removeTemporaryDirectories);

const bytes = Buffer.from('0123456789abcdef0123456789abcdef').fill(251, 0, 16);
const from = (text: string): MasterKey => loadMasterKey({ env: { [masterKeyVariable]: text } });

describe('a master key', () => {
  it.each([
    ['hex', bytes.toString('hex')],
    ['hex in upper case', bytes.toString('hex').toUpperCase()],
    ['base64', bytes.toString('base64')],
    ['base64 without padding', bytes.toString('base64').replace('=', '')],
    ['base64url', bytes.toString('base64url')],
    ['base64 and a line break', `${bytes.toString('base64')}\n`],
  ])('is read from %s', (_, text) => {
    const file = join(temporaryDirectory(), 'key');
    writeFileSync(file, text, { mode: 0o600 });
    expect(from(text).reveal()).toEqual(bytes);
    expect(loadMasterKey({ file }).reveal()).toEqual(bytes);
  });

  it.each(['x', 'deadbeef', bytes.toString('hex').slice(1), `${bytes.toString('base64')}AAAA`, 'ø'.repeat(43), ' '])(
    'is refused as malformed when it is %p, and not repeated',
    (text) => {
      const file = join(temporaryDirectory(), 'key');
      writeFileSync(file, text);
      for (const [load, where] of [
        [() => from(text), masterKeyVariable],
        [() => loadMasterKey({ file }), file],
      ] as const) {
        const malformed = expect.objectContaining({
          name: 'VaultError',
          code: 'vault.master-key-malformed',
          message: expect.stringContaining(where),
        });
        expect(load).toThrow(malformed);
        if (text.length > 2) expect(load).not.toThrow(text);
      }
    },
  );

  it('that is an empty file is malformed, not missing', () => {
    const file = join(temporaryDirectory(), 'key');
    writeFileSync(file, '');
    expect(() => loadMasterKey({ file })).toThrow(expect.objectContaining({ code: 'vault.master-key-malformed' }));
  });

  it.each([
    ['nowhere', {}, undefined],
    ['in an empty variable', { env: { [masterKeyVariable]: '' } }, undefined],
    ['in a file that is not there', { file: '/nowhere/at/all' }, 'ENOENT'],
    ['in a directory', { file: '/' }, 'EISDIR'],
  ])('that is %s is missing', (_, place, detail) =>
    expect(() => loadMasterKey(place)).toThrow(
      expect.objectContaining({
        code: 'vault.master-key-missing',
        message: expect.stringContaining(detail ?? masterKeyVariable),
      }),
    ),
  );

  it('of the environment wins over that of a file, and an empty variable does not', () => {
    const file = join(temporaryDirectory(), 'key');
    writeFileSync(file, Buffer.alloc(32, 1).toString('hex'));
    const variable = bytes.toString('hex');
    expect(loadMasterKey({ env: { [masterKeyVariable]: variable }, file })).toMatchObject({ source: 'environment' });
    expect(loadMasterKey({ env: { [masterKeyVariable]: '' }, file }).reveal()).toEqual(Buffer.alloc(32, 1));
  });

  it('never prints itself', () => {
    const key = new MasterKey(bytes, 'file');
    for (const text of [
      String(key),
      `${key.toString()}`,
      JSON.stringify({ key }),
      inspect({ key }, { showHidden: true }),
    ])
      expect(text).toMatch(/^[^0-9]*\[master key\][^0-9]*$/);
    expect(Object.values(structuredClone({ ...key }))).toEqual(['file', undefined]);
  });

  it('is not printed with an open vault, whose threads are started with it', async () => {
    const vault = openVault({ directory: temporaryDirectory(), masterKey: new MasterKey(bytes, 'file') });
    const printed = inspect(vault, { depth: Infinity, maxArrayLength: Infinity }).replace(/\s/g, '');
    await vault.close();
    expect(printed).toContain('[masterkey]');
    for (const form of [[...bytes].join(','), bytes.toString('hex')]) expect(printed).not.toContain(form);
  });

  it('is not changed by who gave it', () => {
    const given = Buffer.from(bytes);
    const key = new MasterKey(given, 'file');
    given.fill(0);
    expect(key.reveal()).toEqual(bytes);
    expect(() => new MasterKey(Buffer.alloc(31), 'file')).toThrow(/32 bytes/);
  });

  it('in a file that others can read comes with a warning', () => {
    const file = join(temporaryDirectory(), 'key');
    writeFileSync(file, bytes.toString('hex'), { mode: 0o600 });
    expect(loadMasterKey({ file }).warning).toBeUndefined();
    chmodSync(file, 0o640);
    expect(loadMasterKey({ file }).warning).toContain('chmod 600');
  });
});

describe('a generated master key', () => {
  it('lies whole in a file of its owner, made with its directory, and no draft is left', () => {
    const directory = join(temporaryDirectory(), 'keys');
    const file = join(directory, 'master.key');
    const key = generateMasterKeyFile(file);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(directory).mode & 0o777).toBe(0o700);
    expect(readdirSync(directory)).toEqual(['master.key']);
    expect(loadMasterKey({ file }).reveal()).toEqual(key.reveal());
    expect(key.warning).toBeUndefined();
    expect(generateMasterKeyFile(join(directory, 'other.key')).reveal()).not.toEqual(key.reveal());
  });

  it('never overwrites a file, not even an empty one', () => {
    const directory = temporaryDirectory();
    const file = join(directory, 'master.key');
    writeFileSync(file, '');
    expect(() => generateMasterKeyFile(file)).toThrow(expect.objectContaining({ code: 'vault.master-key-exists' }));
    expect(readFileSync(file)).toHaveLength(0);
    expect(readdirSync(directory)).toEqual(['master.key']);
  });
});
