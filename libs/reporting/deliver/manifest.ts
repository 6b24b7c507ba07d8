import { createHash } from 'node:crypto';
import { canonicalJson } from '#libs/event-log';
import type { Kept } from '../kept/kept-rows.js';
import type { LeftOut, Manifest, Statistic, SupplementPart } from '../port.js';
import { layoutsOf, type Prepared } from './rendering.js';

export const manifestName = 'manifest.json';

/** What a manifest is made of. */
export interface ManifestParts {
  readonly prepared: Prepared;
  readonly statistic: Pick<Statistic, 'projections' | 'codeLists'>;
  readonly listVersion: (list: string) => string;
  readonly seal: { readonly to: number; readonly root: string };
  readonly kept: Kept;
  readonly leftOut: readonly LeftOut[];
  readonly supplement?: SupplementPart;
  readonly files: Manifest['files'];
}

export function manifestOf(parts: ManifestParts): Manifest {
  const { context, clear } = parts.prepared;
  const { statistic, reporter, period, parameters, asOf } = context.request;
  return {
    ...{ statistic, reporter, period, parameters, asOf },
    asOfRecordedAt: context.at,
    seal: { to: parts.seal.to, root: parts.seal.root },
    projections: parts.statistic.projections,
    layouts: layoutsOf(parts.prepared).map(({ id }) => id),
    codeLists: codeListVersions(parts.statistic.codeLists, parts.listVersion),
    synthetic: context.synthetic,
    rows: parts.kept.rows,
    rowsSha256: parts.kept.sha256,
    leftOut: parts.leftOut,
    erased: clear.erased,
    ...(parts.supplement && { supplement: parts.supplement }),
    files: parts.files,
  };
}

export const codeListVersions = (
  lists: readonly string[],
  listVersion: (list: string) => string,
): Record<string, string> => Object.fromEntries(lists.map((list) => [list, listVersion(list)]));

/** The one form of a manifest's file: members sorted, two spaces, LF at the end. */
export const manifestText = (manifest: Manifest): string =>
  `${JSON.stringify(JSON.parse(canonicalJson(manifest)), null, 2)}\n`;

export const manifestHash = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
