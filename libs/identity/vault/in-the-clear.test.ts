import { join } from 'node:path';
import type { Claim } from '../port.js';
import { testKey } from '../testing/sample-claims.js';
import { removeTemporaryDirectories, temporaryDirectory } from '../testing/temporary-directory.js';
import { rawBytes } from '../testing/vault-files.js';
import { openVault, vaultFile } from './open-vault.js';

afterAll(removeTemporaryDirectories);

/** What goes in, and every form in which it could be found again. */
const secrets = [
  '010199-3045',
  '670199-3047',
  '123456-9998',
  'U-98765',
  '020398-1234',
  'CASE-4711-Ø',
  'Anna Ærø Jensen',
];
const forms = secrets.flatMap((text) => {
  const plain = [text, text.replaceAll('-', ''), text.toUpperCase(), text.toLowerCase()];
  return plain.flatMap((one) => [
    Buffer.from(one, 'utf8'),
    Buffer.from(one, 'latin1'),
    Buffer.from(one, 'utf16le'),
    Buffer.from(Buffer.from(one).toString('hex')),
    Buffer.from(Buffer.from(one).toString('base64').replace(/=+$/, '')),
  ]);
});

const claims: Claim[] = [
  { what: 'person', kind: 'cpr', number: secrets[0]! },
  { what: 'person', kind: 'substitute', number: secrets[1]! },
  { what: 'person', kind: 'anonymous', number: secrets[2]!, scope: `751/${secrets[5]}` },
  { what: 'person', kind: 'person-id', number: secrets[3]! },
  { what: 'person', kind: 'unborn', scope: `751/${secrets[4]}` },
  { what: 'case', scope: '751', value: secrets[4]!, owner: 0 },
  { what: 'case', scope: '751', value: secrets[5]!, owner: 0 },
  { what: 'token', use: 'name', scope: '751', value: secrets[6]!, owner: 0 },
  { what: 'token', use: 'identification', scope: '751', value: secrets[0]!, owner: 4 },
];

const found = (directory: string): string[] =>
  [...rawBytes(directory)].flatMap(([name, bytes]) =>
    forms.filter((form) => bytes.includes(form)).map((form) => `${name}: ${form.toString('latin1')}`),
  );

describe('the files of a vault', () => {
  it('hold no number, name or case id in clear: not the file, not its WAL, not a backup', async () => {
    const directory = temporaryDirectory();
    const copy = temporaryDirectory();
    const masterKey = testKey();
    const vault = openVault({ directory, masterKey });
    const tokens = await vault.claim(claims);
    await vault.resolve(tokens);
    expect([...rawBytes(directory).keys()].sort()).toEqual([vaultFile, `${vaultFile}-shm`, `${vaultFile}-wal`]);
    // It looks where the content is: the kind of a claim stands in clear, and is found.
    const wal = rawBytes(directory).get(`${vaultFile}-wal`)!;
    expect(wal.includes(Buffer.from('person-id'))).toBe(true);
    expect(found(directory)).toEqual([]);
    await vault.backupTo(join(copy, vaultFile));
    await vault.close();
    expect(found(directory)).toEqual([]);
    expect(found(copy)).toEqual([]);
    for (const bytes of [...rawBytes(directory).values(), ...rawBytes(copy).values()])
      expect(bytes.includes(masterKey.reveal())).toBe(false);
  });
});
