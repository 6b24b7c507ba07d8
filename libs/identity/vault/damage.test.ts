import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import type { Resolved } from '../port.js';
import { claimsOf, testKey } from '../testing/sample-claims.js';
import { removeTemporaryDirectories, temporaryDirectory } from '../testing/temporary-directory.js';
import { foreign } from '../testing/vault-files.js';
import { openVault, vaultFile } from './open-vault.js';

afterAll(removeTemporaryDirectories);

let directory: string;
let tokens: string[];
beforeEach(async () => {
  directory = temporaryDirectory();
  const vault = openVault({ directory, masterKey: testKey() });
  tokens = [
    ...(await vault.claim(claimsOf(1))),
    ...(await vault.claim(claimsOf(2))),
    ...(await vault.claim([{ what: 'person', kind: 'unborn', scope: 'a' }])),
  ];
  await vault.close();
});

/** Changes the file behind the vault's back, with what protects it taken away. */
function tamper(change: (db: Database.Database) => void): void {
  const db = foreign(directory);
  for (const name of db.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'").pluck().all() as string[])
    db.exec(`DROP TRIGGER ${name}`);
  change(db);
  db.close();
}

/** A sealed value with one bit of one byte turned. */
const turned = (sealed: Buffer, at: number): Buffer => {
  const changed = Buffer.from(sealed);
  changed[at]! ^= 1;
  return changed;
};

/** What is said of every token: its value, or the code of the plain error. */
async function said(): Promise<(string | undefined)[]> {
  const vault = openVault({ directory, masterKey: testKey() });
  try {
    return await Promise.all(
      tokens.map(async (token) => {
        try {
          const [one] = (await vault.resolve([token])) as [Resolved];
          return one.state === 'known' ? one.value : one.state;
        } catch (error) {
          expect(error).toMatchObject({ name: 'VaultError', message: expect.stringContaining('backup') });
          expect((error as Error).message).not.toMatch(/case \d|\d{6}/);
          return (error as { code: string }).code;
        }
      }),
    );
  } finally {
    await vault.close();
  }
}

const whole = ['0101993001', 'case 1', 'measure 1', '0101993002', 'case 2', 'measure 2', ''];
const bad = 'vault.damaged';

describe('a value that was changed is told as damage, never as another value', () => {
  it('and is told right as long as nothing was', async () => expect(await said()).toEqual(whole));

  it('any byte of a content', async () => {
    const db = foreign(directory);
    const sealed = db.prepare('SELECT sealed FROM content WHERE claim = 2').pluck().get() as Buffer;
    db.close();
    const changed = [whole[0], bad, ...whole.slice(2)];
    for (let at = 0; at < sealed.length; at++) {
      tamper((db) => db.prepare('UPDATE content SET sealed = ? WHERE claim = 2').run(turned(sealed, at)));
      expect(await said()).toEqual(changed);
    }
    for (const short of [Buffer.alloc(0), sealed.subarray(0, 11), sealed.subarray(0, 28), sealed.subarray(1)]) {
      tamper((db) => db.prepare('UPDATE content SET sealed = ? WHERE claim = 2').run(short));
      expect(await said()).toEqual(changed);
    }
  });

  it("a person's key, and with it all that it opens", async () => {
    tamper((db) => {
      const sealed = db.prepare('SELECT sealed FROM person_key WHERE person = 1').pluck().get() as Buffer;
      db.prepare('UPDATE person_key SET sealed = ? WHERE person = 1').run(turned(sealed, 20));
    });
    expect(await said()).toEqual([bad, bad, bad, ...whole.slice(3)]);
  });

  it.each([
    ['content', 'UPDATE content SET sealed = (SELECT sealed FROM content WHERE claim = 4) WHERE claim = 1', [0]],
    [
      'key',
      'UPDATE person_key SET sealed = (SELECT sealed FROM person_key WHERE person = 4) WHERE person = 1',
      [0, 1, 2],
    ],
    ['owner', 'UPDATE claim SET owner = 4 WHERE id = 2', [1]],
    ['kind', "UPDATE claim SET kind = 'person-id' WHERE id = 1", [0]],
    ['kind, to one without a number', "UPDATE claim SET kind = 'unborn' WHERE id = 1", [0]],
    ['kind, to one with a number', "UPDATE claim SET kind = 'cpr' WHERE id = 7", [6]],
    ['kind, to one there is not', "UPDATE claim SET kind = 'toString' WHERE id = 1", [0]],
    ['lookup hash', 'UPDATE claim SET hash = randomblob(32) WHERE id = 4', [3]],
  ])('the %s of another row', async (_, sql, hit) => {
    tamper((db) => db.exec(sql));
    expect(await said()).toEqual(whole.map((value, at) => (hit.includes(at) ? bad : value)));
  });

  it('two tokens exchanged, so that each would tell the other child', async () => {
    tamper((db) => {
      const token = db.prepare('SELECT token FROM claim WHERE id = ?').pluck();
      const [one, other] = [token.get(1), token.get(4)];
      const set = db.prepare('UPDATE claim SET token = ? WHERE id = ?');
      set.run(Buffer.alloc(16), 1);
      set.run(one, 4);
      set.run(other, 1);
    });
    expect(await said()).toEqual([bad, ...whole.slice(1, 3), bad, ...whole.slice(4)]);
  });

  it("the vault's own keys", async () => {
    const db = foreign(directory);
    const sealed = db.prepare("SELECT sealed FROM secret WHERE name = 'index-key'").pluck().get() as Buffer;
    db.close();
    const open = () => openVault({ directory, masterKey: testKey() });
    tamper((db) => db.prepare("UPDATE secret SET sealed = ? WHERE name = 'index-key'").run(turned(sealed, 15)));
    expect(open).toThrow(expect.objectContaining({ code: bad }));
    tamper((db) => db.exec("DELETE FROM secret WHERE name = 'index-key'"));
    expect(open).toThrow(expect.objectContaining({ code: bad }));
  });

  it('bytes anywhere in the file: a plain error, or what was true', async () => {
    const path = join(directory, vaultFile);
    const file = readFileSync(path);
    const seen = new Set<string>();
    for (let at = 1; at < file.length; at += 97) {
      const changed = Buffer.from(file);
      changed[at]! ^= 0xff;
      writeFileSync(path, changed);
      try {
        for (const [nth, value] of (await said()).entries()) {
          // A row that a changed page no longer shows is unknown; its key or content gone is erased. Never another value.
          expect([whole[nth], bad, 'erased', 'unknown']).toContain(value);
          seen.add(value === whole[nth] ? 'whole' : value!);
        }
      } catch (error) {
        expect(error).toMatchObject({ name: 'VaultError' });
        seen.add((error as { code: string }).code);
      }
    }
    expect([...seen]).toEqual(expect.arrayContaining(['whole', bad]));
  });

  it('a claim that meets a damaged key is a plain error, and keeps nothing', async () => {
    tamper((db) => db.exec('UPDATE person_key SET sealed = zeroblob(60) WHERE person = 1'));
    const vault = openVault({ directory, masterKey: testKey() });
    await expect(vault.claim([claimsOf(1)[0]!, claimsOf(9)[1]!])).rejects.toMatchObject({ code: bad });
    await expect(vault.find([claimsOf(9)[1]!])).resolves.toEqual([undefined]);
    await vault.close();
  });
});

describe('the database says no', () => {
  const attacks = [
    'UPDATE claim SET owner = 4',
    'DELETE FROM claim',
    "INSERT OR REPLACE INTO claim VALUES (1, randomblob(32), randomblob(16), 'cpr', 1)",
    'INSERT OR REPLACE INTO claim SELECT 99, hash, randomblob(16), kind, owner FROM claim WHERE id = 1',
    'INSERT OR REPLACE INTO claim SELECT 99, randomblob(32), token, kind, owner FROM claim WHERE id = 1',
    'UPDATE person_key SET sealed = zeroblob(60)',
    'INSERT OR REPLACE INTO person_key VALUES (1, zeroblob(60))',
    'UPDATE content SET sealed = zeroblob(60)',
    'INSERT OR REPLACE INTO content VALUES (1, zeroblob(60))',
    'UPDATE secret SET sealed = zeroblob(60)',
    'DELETE FROM secret',
    "INSERT OR REPLACE INTO secret VALUES ('check', zeroblob(60))",
    // What was erased cannot come back.
    'DELETE FROM person_key WHERE person = 1; INSERT INTO person_key VALUES (1, zeroblob(60))',
    'DELETE FROM content WHERE claim = 1; INSERT INTO content VALUES (1, zeroblob(60))',
  ];
  it.each(attacks)('%s', async (attack) => {
    const db = foreign(directory);
    expect(() => db.transaction(() => db.exec(attack))()).toThrow(/never|is written once/);
    db.close();
    expect(await said()).toEqual(whole);
  });
});
