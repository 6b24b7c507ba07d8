import { join } from 'node:path';
import { openTemporary } from '../kept/temporary.js';
import { writeSynced } from '../kept/synced-files.js';
import { ledger } from '../ledger/ledger.js';
import type { DeliveredData, Delivery } from '../ledger/delivery.js';
import type { DeliveryRequest, LeftOut, Manifest, SupplementPart } from '../port.js';
import type { Kept } from '../kept/kept-rows.js';
import type { DeliveryParts } from './delivery-parts.js';
import { manifestName, manifestOf, manifestText } from './manifest.js';
import { placeFiles, placeOf } from './place-files.js';
import { renderFiles } from './render-files.js';
import { prepareRendering } from './rendering.js';
import { stopOn } from './watch-rows.js';

/** What is delivered: kept rows and what the manifest says of them. */
export interface Material {
  readonly request: DeliveryRequest;
  readonly kept: Kept;
  readonly leftOut: readonly LeftOut[];
  readonly seal: { readonly to: number; readonly root: string };
  readonly supplement?: SupplementPart;
  /** The ledger's word for where a supplement belongs. */
  readonly numbers?: { readonly supplementOf: number; readonly since: number };
}

/** A delivery that stands in the ledger, and its files. */
export interface Delivered {
  readonly delivery: Delivery;
  readonly manifest: Manifest;
  /** The directory of its files. */
  readonly directory: string;
  /** It was delivered before; nothing was added. */
  readonly duplicate: boolean;
}

/** Renders, puts the files in their place and enters the delivery in the ledger, in that order: whatever ends it, it can be run again. */
export async function publish(material: Material, parts: DeliveryParts): Promise<Delivered> {
  const { request, kept } = material;
  const { statistic } = parts;
  const source = { request, statistic, rowsSha256: kept.sha256, isSupplement: material.supplement !== undefined };
  const prepared = await prepareRendering(source, parts);
  const temporary = await openTemporary(parts.outDirectory);
  try {
    const files = await renderFiles(prepared, temporary.path);
    const manifest = manifestOf({ ...material, ...{ prepared, files, statistic }, listVersion: parts.listVersion });
    const text = manifestText(manifest);
    await writeSynced(join(temporary.path, manifestName), [Buffer.from(text, 'utf8')]);
    stopOn(parts.signal);
    const sha256 = await parts.kept.writeManifest(text);
    const directory = join(parts.outDirectory, placeOf(request, sha256));
    await placeFiles(temporary.path, directory, manifest);
    const entered = await ledger(parts.side).enter(dataOf(material, sha256), metadataOf(parts));
    return { ...entered, manifest, directory };
  } finally {
    await temporary.discard();
  }
}

function dataOf({ request, kept, numbers }: Material, manifest: string): DeliveredData {
  const { statistic, reporter, period, asOf, parameters } = request;
  const [rows, rowCount] = [kept.sha256, kept.rows];
  return { statistic, reporter, period, asOf, parameters, manifest, rows, rowCount, ...numbers };
}

/** The house itself delivers, whoever asked for it. */
const metadataOf = ({ clock, principal, build }: DeliveryParts) => ({
  recordedAt: clock().toISOString(),
  system: 'sagsspor',
  principal,
  build,
});
