import { lazyData } from '../read-data.js';

interface DomainData {
  readonly consent: { readonly forced: readonly string[]; readonly voluntary: readonly string[] };
  readonly causes: { readonly fallback: string; readonly warn: readonly string[] };
  readonly siteTypesOnTilbudsportalen: Readonly<Record<string, readonly string[] | string | undefined>>;
  readonly section30: { readonly codes: readonly string[] };
  readonly endAges: {
    readonly otherwise: 18;
    readonly 19: readonly string[];
    readonly 23: readonly string[];
    readonly none: readonly string[];
  };
}

/** What the rules ask of a code. */
export const domainData = lazyData<DomainData>('domain');
