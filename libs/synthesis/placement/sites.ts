import { siteTypeRequiresTilbudsportalen } from '#libs/reference';
import { hashOf, type Random } from '../random.js';

/** A placement site as events carry it. */
export interface SiteFields {
  readonly list: 'placementSiteTypeAnstedKlas';
  readonly type: string;
  readonly reference: string;
  readonly mustAppear: boolean;
  readonly pNumber?: string;
  readonly departmentId?: string;
  readonly municipality: string;
}

const list = 'placementSiteTypeAnstedKlas';

/** Foster families 63 %, institutions 17 %, socio-pedagogical homes 14 % of the placed (published for 2018); the split within them is a choice. */
const types = [
  ['21', 40],
  ['23', 12],
  ['01', 8],
  ['25', 3],
  ['09', 12],
  ['10', 5],
  ['12', 14],
  ['06', 4],
  ['11', 2],
] as const;

const fosterTypes = ['21', '23', '25'] as const;

export const isFoster = (site: SiteFields): boolean => (fosterTypes as readonly string[]).includes(site.type);

/** A department's UUID, made of a text. */
export function departmentOf(...parts: readonly (string | number)[]): string {
  const hex = [0, 1, 2, 3]
    .map((n) =>
      hashOf('department', n, ...parts)
        .toString(16)
        .padStart(8, '0'),
    )
    .join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
}

/** A P-number (ten digits, never a real one: those begin with 1). */
export const pNumberOf = (...parts: readonly (string | number)[]): string =>
  `90${String(hashOf('p-number', ...parts) % 100_000_000).padStart(8, '0')}`;

/** A site of a municipality, other than one that is left. */
export function siteFor(random: Random, municipality: string, left?: SiteFields): SiteFields {
  const type = random.weighted(types);
  const many = type === '21' ? 60 : 8;
  let place = random.whole(1, many);
  if (left?.reference === referenceOf(municipality, type, place)) place = (place % many) + 1;
  return siteAt(municipality, type, place, 1);
}

/** A foster family of a municipality. */
export const fosterFamily = (random: Random, municipality: string): SiteFields =>
  siteAt(municipality, random.pick(fosterTypes), random.whole(1, 60), 1);

/** An institution that must appear on Tilbudsportalen, with P-number and department. */
export const institution = (random: Random, municipality: string): SiteFields =>
  siteAt(municipality, random.pick(['09', '12']), random.whole(1, 8), 1);

/** The same site, another of its departments. */
export function otherDepartment(site: SiteFields, municipality: string, department: number): SiteFields {
  return {
    ...site,
    pNumber: pNumberOf(municipality, site.reference, department),
    departmentId: departmentOf(municipality, site.reference, department),
  };
}

/** The same foster family with another status. */
export const withStatus = (site: SiteFields): SiteFields => ({ ...site, type: site.type === '23' ? '25' : '23' });

const referenceOf = (municipality: string, type: string, place: number): string =>
  `syn-${municipality}-${type}-${place}`;

function siteAt(municipality: string, type: string, place: number, department: number): SiteFields {
  const reference = referenceOf(municipality, type, place);
  const mustAppear = siteTypeRequiresTilbudsportalen(list, type);
  return {
    list,
    type,
    reference,
    mustAppear,
    ...(mustAppear && {
      pNumber: pNumberOf(municipality, reference, department),
      departmentId: departmentOf(municipality, reference, department),
    }),
    municipality,
  };
}
