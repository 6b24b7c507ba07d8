import type { FormBody } from './form-body.js';
import { titled, titledMunicipality, word, yesNo, type Line, type Reveal } from './print-words.js';

export const childLines = ({ child }: FormBody, reveal: Reveal): Line[] => [
  [child['unborn'] ? 'Den gravides personindikator' : 'Personindikator', reveal(String(child['person']))],
  ['Navn', child['name'] && reveal(String(child['name']))],
  ['Ufødt', yesNo(child['unborn'])],
  ['Fødselsdato', child['birthDate']],
  ['Køn', word(child['sex'])],
  ['Dødsdato', child['deathDate']],
  ['Betalingskommune', titledMunicipality(child['payingMunicipality'])],
];

export const parentLines = (parent: Readonly<Record<string, unknown>>, reveal: Reveal): Line[] => [
  ['Personindikator', parent['person'] === null ? 'Ukendt' : reveal(String(parent['person']))],
  ['Fødselsdato', parent['birthDate']],
  ['Fra', parent['from']],
];

export const basisLines = (basis: Readonly<Record<string, unknown>> = {}): Line[] => [
  ['Anbringelsesgrundlag', titled('placementBasisSamtykke', basis['consent'])],
  ['Lovgrundlag', titled('placementLegalBasisProvisions', basis['provision'])],
  ['Afgørelsesmyndighed', titled('decisionAuthority', basis['decidedBy'])],
];

export const causeLines = ({ occasion, causes, earlierPlacement }: FormBody): Line[] => [
  ['Anledning', titled('placementOccasion', occasion)],
  ['Tidligere anbragt', earlierPlacement === undefined ? '' : yesNo(earlierPlacement)],
  ...(causes ?? []).map((cause): Line => ['Udslagsgivende forhold', titled('decisiveCausesUdslag', cause)]),
];

export const siteLines = (site: Readonly<Record<string, unknown>>, reveal: Reveal): Line[] => [
  ['Type', titled(String(site['list']), site['type'])],
  ['Sted', site['reference'] && reveal(String(site['reference']))],
  ['Skal fremgå af Tilbudsportalen', site['mustAppear'] === undefined ? '' : yesNo(site['mustAppear'])],
  ['P-nummer', site['pNumber']],
  ['Afdelings-UUID', site['departmentId']],
  ['Beliggenhedskommune', titledMunicipality(site['municipality'])],
];
