import { codeList, isCodeList, lookUp, municipality } from '#libs/reference';

/** A label and what stands beside it; an empty value is not printed. */
export type Line = readonly [label: string, value: unknown];

/** What a pseudonym or token stands for on paper; the token itself where the reader may not know. */
export type Reveal = (token: string) => string;

export const yesNo = (value: unknown): string => (value ? 'Ja' : 'Nej');

/** The official code with what it means; of a key of ours the meaning alone; as it was sent where no list knows it. */
export function titled(list: string, code: unknown): string {
  if (typeof code !== 'string' || code === '') return '';
  const known = isCodeList(list) && codeList(list) ? lookUp(list, code).entry : undefined;
  const title = known?.da ?? known?.en;
  if (!known || !title) return code;
  return known.code ? `${code} ${title}` : title;
}

/** A municipality by its code and name. */
export const titledMunicipality = (code: unknown): string =>
  typeof code === 'string' ? `${code} ${municipality(code)?.name ?? ''}`.trim() : '';

const words: Readonly<Record<string, string>> = {
  ...{ female: 'Kvinde', male: 'Mand', unknown: 'Uoplyst' },
  ...{ mother: 'Mor', father: 'Far', 'custody-holder': 'Forældremyndighedsindehaver', guardian: 'Værge' },
  ...{ planned: 'Planlagt', actual: 'Faktisk' },
  ...{ site: 'Anbringelsessted', offer: 'Tilbud', department: 'Afdeling' },
  ...{ 'return-home': 'Hjemgivelse', end: 'Ophør', 'stay-ended': 'Ophør af døgnophold' },
  ...{ decided: 'Afgjort', continued: 'Videreført', 're-established': 'Genetableret' },
  ...{ upheld: 'Stadfæstet', changed: 'Ændret', annulled: 'Ophævet', dismissed: 'Afvist' },
  'referred-back': 'Hjemvist',
};

/** A choice in Danish. */
export const word = (choice: unknown): string => words[String(choice)] ?? String(choice ?? '');
