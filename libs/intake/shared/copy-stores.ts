import { join } from 'node:path';
import { existsSync } from 'node:fs';
import type { SharedPlace } from '#libs/event-log';
import { copyCredentials } from '../credentials/copy-credentials.js';
import { credentialsFile } from '../credentials/credential-store.js';
import { importsFile, openImports, openSharedImports } from '../receipts/import-store.js';
import { openRefusals, openSharedRefusals } from '../refused/refusal-store.js';
import type { StorePlace } from './joined.js';

export interface CopyStoresOptions {
  /** Where this process keeps copies of what is shared meanwhile. */
  readonly workplace: string;
  /** Called after each piece with the receipts and refusals told so far. */
  readonly onProgress?: (copied: number) => void;
  readonly signal?: AbortSignal;
}

/** Receipts or refusals in one piece. */
const page = 500;

type Tell = (more: number) => void;

/**
 * Copies credentials, receipts of imports and refusals of a directory into what processes share. Broken off, it goes on behind what is there.
 * Nobody may send or make credentials meanwhile. @throws EventLogError `log.unreachable` and others; what the signal was aborted with.
 */
export async function copyStoresToShared(
  directory: string,
  shared: SharedPlace,
  { workplace, onProgress, signal }: CopyStoresOptions,
): Promise<void> {
  let copied = 0;
  const tell: Tell = (more) => {
    signal?.throwIfAborted();
    copied += more;
    onProgress?.(copied);
  };
  const to = { directory: workplace, shared };
  if (existsSync(join(directory, credentialsFile))) await copyCredentials(directory, to);
  if (existsSync(join(directory, importsFile))) await copyImports(directory, to, tell);
  await copyRefusals(directory, to, tell);
}

async function copyImports(directory: string, place: StorePlace, tell: Tell): Promise<void> {
  const from = openImports({ directory });
  const to = await openSharedImports(place);
  try {
    for (const { importId, principal, system, startedAt, updatedAt } of from.list().reverse()) {
      await to.begin(importId, { id: principal, system }, startedAt);
      const { accepted, duplicate, refused } = to.summary(importId)!;
      for (let after = accepted + duplicate + refused; ; ) {
        const receipts = from.receiptsOf(importId, after, page);
        tell(receipts.length);
        if (receipts.length === 0) break;
        after = receipts.at(-1)!.seq;
        await to.add(
          importId,
          receipts.map(({ seq: _, ...receipt }) => receipt),
          updatedAt,
        );
      }
    }
  } finally {
    from.close();
    to.close();
  }
}

async function copyRefusals(directory: string, place: StorePlace, tell: Tell): Promise<void> {
  const from = openRefusals({ directory });
  const to = await openSharedRefusals(place);
  try {
    for (const month of from.months()) {
      for (let after = to.count(month); ; ) {
        const refused = from.list(month, after, page);
        tell(refused.length);
        if (refused.length === 0) break;
        after = refused.at(-1)!.seq;
        await to.add(refused.map(({ seq: _, ...event }) => event));
      }
    }
  } finally {
    from.close();
    to.close();
  }
}
