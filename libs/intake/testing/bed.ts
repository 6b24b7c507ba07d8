import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MasterKey, openVault, type SqliteVault } from '#libs/identity';
import {
  createIntake,
  openImports,
  openRefusals,
  type IntakeParts,
  type OpenIntake,
  type Principal,
} from '../index.js';
import { MemoryLog } from './memory-log.js';

export const now = new Date('2026-11-24T12:00:00.000Z');

export const principal: Principal = {
  id: 'cred-1',
  system: 'case-system',
  reporters: ['751', '461'],
  roles: ['publish'],
  synthetic: false,
};

/** Intake on a vault of its own in a temporary directory and a log in memory. */
export interface Bed {
  readonly intake: OpenIntake;
  readonly log: MemoryLog;
  readonly vault: SqliteVault;
  readonly parts: IntakeParts;
  readonly directory: string;
  close(): Promise<void>;
}

export function makeBed(replaced: Partial<IntakeParts> = {}): Bed {
  const directory = mkdtempSync(join(tmpdir(), 'sagsspor-intake-'));
  const vault = openVault({ directory, masterKey: new MasterKey(randomBytes(32), 'environment') });
  const log = new MemoryLog();
  const parts: IntakeParts = {
    log: { appender: log, reader: log },
    vault,
    clock: () => now,
    build: 'test',
    refusals: openRefusals({ directory }),
    imports: openImports({ directory }),
    synthetic: false,
    ...replaced,
  };
  const intake = createIntake(parts);
  return {
    intake,
    log,
    vault,
    parts,
    directory,
    async close() {
      await intake.close();
      parts.refusals.close();
      parts.imports.close();
      await vault.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
