import type { Journal } from '#libs/event-log';
import type { Resolved, Sought } from '../../port.js';
import type { ClaimCommits } from '../claim-queue.js';
import { SqliteVault } from '../sqlite-vault.js';
import type { OpenVaultFile } from '../sqlite-vault-reader.js';
import type { VaultRecord } from './vault-record.js';

/**
 * The vault that several processes share, read from this process's copy. A claim never changes, so what the copy knows is true; what it does
 * not know may have been claimed by another process, and is asked again when the copy has caught up.
 */
export class SharedVault extends SqliteVault {
  constructor(
    file: OpenVaultFile,
    claims: ClaimCommits,
    cached: number,
    private readonly journal: Journal<VaultRecord>,
  ) {
    super(file, claims, cached);
  }

  /** Resolves when the copy holds what was claimed, by any process, before this was asked. @throws EventLogError `log.unreachable` and others. */
  async caughtUp(): Promise<void> {
    this.assertOpen();
    await this.journal.caughtUp();
  }

  override async resolve(tokens: readonly string[]): Promise<Resolved[]> {
    const known = await super.resolve(tokens);
    if (known.every(({ state }) => state !== 'unknown')) return known;
    await this.caughtUp();
    return super.resolve(tokens);
  }

  override async find(sought: readonly Sought[]): Promise<(string | undefined)[]> {
    const known = await super.find(sought);
    if (!known.includes(undefined)) return known;
    await this.caughtUp();
    return super.find(sought);
  }

  override async missing(tokens: readonly string[]): Promise<string[]> {
    const missing = await super.missing(tokens);
    if (missing.length === 0) return missing;
    await this.caughtUp();
    return super.missing(missing);
  }

  /** The backup is an embedded vault with all that was claimed before, so that it is not older than a log that was backed up before it. */
  override async backupTo(path: string): Promise<void> {
    await this.caughtUp();
    await super.backupTo(path);
  }
}
