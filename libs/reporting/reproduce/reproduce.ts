import { canonicalJson } from '#libs/event-log';
import type { RenderParts } from '../deliver/delivery-parts.js';
import { codeListVersions } from '../deliver/manifest.js';
import { prepareRendering, type Prepared } from '../deliver/rendering.js';
import type { Delivery } from '../ledger/delivery.js';
import { ledger } from '../ledger/ledger.js';
import { ReportingError } from '../reporting-error.js';
import type { Layout, Manifest, Statistic } from '../port.js';
import { hashFiles } from './hash-files.js';
import { rederive, requestOf, type MovedBy, type MovedRow } from './rederive.js';

/** Why other bytes than the delivered ones are to be expected. */
export type Reason = 'build' | 'erased' | 'code-lists' | 'layout-gone';

/** What became of a delivered file. `not-rendered`: its layout is no longer in the house. */
export interface ReproducedFile {
  readonly name: string;
  readonly layout: string;
  readonly state: 'same' | 'different' | 'not-rendered';
}

/**
 * `same-bytes`: every file comes out byte for byte, and the rows are derived alike. `same-rows`: the rows are derived alike, files
 * differ for the reasons given. `different`: rows are derived otherwise, or files differ without a reason.
 */
export interface Reproduction {
  readonly delivery: Delivery;
  readonly verdict: 'same-bytes' | 'same-rows' | 'different';
  readonly reasons: readonly Reason[];
  /** The projections give the same rows, and leave out the same. */
  readonly sameRows: boolean;
  /** Every file comes out byte for byte. */
  readonly sameFiles: boolean;
  /** The rows that come out otherwise today, and which ordinals moved each. */
  readonly movedRows: readonly MovedRow[];
  readonly files: readonly ReproducedFile[];
  /** SHA-256 of the rows as derived today: of a supplement, of all rows of its period. */
  readonly rederivedSha256: string;
  /** Cells that say `erased`, then and now. */
  readonly erased: { readonly then: number; readonly now: number };
}

export interface ReproduceParts extends RenderParts {
  readonly statistics: readonly Statistic[];
  /** Layouts that were once in use and no longer belong to a statistic. */
  readonly formerLayouts?: readonly Layout[];
  readonly movedBy: MovedBy;
}

/**
 * Makes a delivery again, writing nothing: renders its files from the kept rows, and derives its rows anew from the projections.
 * Throws ReportingError `delivery.not-found`, `delivery.statistic-unknown`, `kept.missing`, `kept.damaged`.
 */
export async function reproduce(which: string | Delivery, parts: ReproduceParts): Promise<Reproduction> {
  const delivery = typeof which === 'string' ? ledger(parts.side).byId(which) : which;
  const manifest = parts.kept.readManifest(delivery.manifest);
  const statistic = parts.statistics.find(({ id }) => id === delivery.statistic);
  if (!statistic)
    throw new ReportingError('delivery.statistic-unknown', 'The statistic of this delivery is not in this build.');
  const layouts = [...statistic.layouts, ...(parts.formerLayouts ?? [])].filter(({ id }) =>
    manifest.layouts.includes(id),
  );
  const prepared = await prepareRendering(
    {
      request: requestOf(delivery),
      statistic: { ...statistic, layouts },
      rowsSha256: delivery.rows,
      isSupplement: manifest.supplement !== undefined,
    },
    parts,
  );
  const files = await filesOf(manifest, prepared);
  const rows = await rederive({ delivery, manifest, statistic, movedBy: parts.movedBy }, parts);
  const erased = { then: manifest.erased, now: prepared.clear.erased };
  const reasons = reasonsOf({ delivery, manifest, files, erased, parts });
  const sameRows = rows.same && rows.sameLeftOut;
  const sameFiles = files.every(({ state }) => state === 'same');
  return {
    ...{ delivery, reasons, sameRows, sameFiles, files, erased },
    verdict: verdictOf(sameRows, sameFiles, reasons),
    movedRows: rows.moved,
    rederivedSha256: rows.sha256,
  };
}

async function filesOf(manifest: Manifest, prepared: Prepared): Promise<ReproducedFile[]> {
  const hashes = await hashFiles(prepared);
  return manifest.files.map(({ name, layout, sha256 }) => {
    const now = hashes.get(layout);
    return { name, layout, state: now === undefined ? 'not-rendered' : now === sha256 ? 'same' : 'different' };
  });
}

interface Circumstances {
  readonly delivery: Delivery;
  readonly manifest: Manifest;
  readonly files: readonly ReproducedFile[];
  readonly erased: Reproduction['erased'];
  readonly parts: Pick<RenderParts, 'build' | 'listVersion'>;
}

function reasonsOf({ delivery, manifest, files, erased, parts }: Circumstances): Reason[] {
  const lists = codeListVersions(Object.keys(manifest.codeLists), parts.listVersion);
  const reasons: Record<Reason, boolean> = {
    build: parts.build !== delivery.build,
    erased: erased.now !== erased.then,
    'code-lists': canonicalJson(lists) !== canonicalJson(manifest.codeLists),
    'layout-gone': files.some(({ state }) => state === 'not-rendered'),
  };
  return (Object.keys(reasons) as Reason[]).filter((reason) => reasons[reason]);
}

function verdictOf(sameRows: boolean, sameFiles: boolean, reasons: readonly Reason[]): Reproduction['verdict'] {
  if (!sameRows) return 'different';
  if (sameFiles) return 'same-bytes';
  return reasons.length > 0 ? 'same-rows' : 'different';
}
