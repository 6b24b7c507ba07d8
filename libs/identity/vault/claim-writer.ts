import type { Statement } from 'better-sqlite3';
import { writeToken } from '../token.js';
import type { Wanted } from './wanted.js';
import type { RandomBytes } from './sealing.js';
import { seal } from './sealing.js';
import { boundToClaim, classOf, type Kind } from './claim-row.js';
import type { OpenVaultFile } from './sqlite-vault-reader.js';

/** A claim as the vault holds it. */
export interface HeldClaim {
  readonly id: number;
  readonly token: string;
}

/** Finds or writes single claims. Only of use within the one transaction of a commit, which its caller opens. */
export class ClaimWriter {
  readonly #find: Statement<[Buffer], { id: number; token: Buffer; kind: Kind }>;
  readonly #lastId: Statement<[], number>;
  readonly #findKey: Statement<[number], Buffer>;
  readonly #insertKey: Statement<[number, Buffer]>;
  readonly #insertContent: Statement<[number, Buffer]>;
  readonly #insertClaim: Statement<[number, Buffer, Buffer, Kind, number]>;

  /** The last id given out within the transaction. */
  #id = 0;
  /** Keys made within the transaction: who gets a key mostly gets claims with it, and to open it again is a cipher each. */
  readonly #made = new Map<number, Buffer>();
  /** Where a lookup hash is put to be handed to SQLite, which copies it. */
  readonly #hash = Buffer.alloc(32);

  constructor(
    private readonly file: OpenVaultFile,
    private readonly random: RandomBytes,
  ) {
    const { db } = file;
    this.#find = db.prepare('SELECT id, token, kind FROM claim WHERE hash = ?');
    this.#lastId = db.prepare<[], number>('SELECT coalesce(max(id), 0) FROM claim').pluck();
    this.#findKey = db.prepare<[number], Buffer>('SELECT sealed FROM person_key WHERE person = ?').pluck();
    this.#insertKey = db.prepare('INSERT INTO person_key (person, sealed) VALUES (?, ?)');
    this.#insertContent = db.prepare('INSERT INTO content (claim, sealed) VALUES (?, ?)');
    this.#insertClaim = db.prepare('INSERT INTO claim (id, hash, token, kind, owner) VALUES (?, ?, ?, ?, ?)');
  }

  /** The claim as held already, by whichever process wrote it. */
  find(key: string): HeldClaim | undefined {
    const found = this.#find.get(this.#hashOf(key));
    return found && { id: found.id, token: writeToken(classOf(found.kind), found.token) };
  }

  /** Called as a transaction begins: nobody else gives out ids until it ends. */
  begin(): void {
    this.#id = this.#lastId.get()!;
    this.#made.clear();
  }

  /** Writes a claim that is not held yet. `owner` = id of the person whose key encrypts it; none for a person, who gets a key. */
  write({ key: lookup, kind, text }: Wanted, owner?: number): HeldClaim {
    const hash = this.#hashOf(lookup);
    const id = ++this.#id;
    const key = owner === undefined ? this.#makeKey(id) : this.#openKey(owner);
    const token = this.random(16);
    // The owner was erased: what is told of the person again gets its token and is not kept.
    if (key) {
      const plain = Buffer.from(text, 'utf8');
      this.#insertContent.run(id, seal(key, plain, boundToClaim({ id, kind, token, hash }), this.random));
    }
    this.#insertClaim.run(id, hash, token, kind, owner ?? id);
    return { id, token: writeToken(classOf(kind), token) };
  }

  #makeKey(person: number): Buffer {
    const { key, sealed } = this.file.personKeys.make(person, this.random);
    this.#insertKey.run(person, sealed);
    this.#made.set(person, key);
    return key;
  }

  #openKey(person: number): Buffer | undefined {
    const made = this.#made.get(person);
    if (made) return made;
    const sealed = this.#findKey.get(person);
    return sealed && this.file.personKeys.open(person, sealed);
  }

  #hashOf(key: string): Buffer {
    this.#hash.write(key, 'latin1');
    return this.#hash;
  }
}
