import { tableFormats } from '#apps/house';
import { Choice, Count, DateField, Flag, reporterPattern, Text } from '#libs/cases';

/** A reporter's code, or `dk` for rows that belong to no reporter: those of the country. */
export const reporterOrCountry = new RegExp(`^dk$|${reporterPattern.source}`);

/** `dk` in a request is '' in the house. */
export const reporterOf = (asked: string): string => (asked === 'dk' ? '' : asked);

export const moment = /^[0-9a-zA-Z:.+-]{1,40}$/;

export const asOfInfo = {
  en: 'As believed at this moment: an ordinal, an instant or a date (its end in Copenhagen); now when absent.',
  da: 'Pr. tidspunkt',
  pattern: moment,
  max: 40,
  required: false,
  example: '2026-03-31',
};

export const fileFormats = ['json', ...tableFormats] as const;
export type FileFormat = (typeof fileFormats)[number];

export class ViewQuery {
  @Text({
    en: 'Whose rows: a municipality, a department (p- and its UUID), or dk for those of the country. A credential of one reporter need not say.',
    da: 'Indberetter',
    pattern: reporterOrCountry,
    max: 40,
    required: false,
    example: '615',
  })
  reporter?: string;

  @Text({
    en: 'Rows dated in this quarter or year.',
    da: 'Periode',
    pattern: /^\d{4}(Q[1-4])?$/,
    max: 6,
    required: false,
    example: '2026Q1',
  })
  period?: string;

  @Text({
    en: 'Year of reporting, for the forms.',
    da: 'Indberetningsår',
    pattern: /^\d{4}$/,
    max: 4,
    required: false,
    example: '2026',
  })
  year?: string;

  @DateField({
    en: 'Rows valid on this day; findings that hold on it.',
    da: 'Dag',
    required: false,
    example: '2026-03-31',
  })
  on?: string;

  @Text(asOfInfo)
  asOf?: string;

  @Text({ en: 'A case by its token, as in trace.', da: 'Sag', pattern: /^c_[a-z2-7]{26}$/, max: 28, required: false })
  case?: string;

  @Count({
    en: 'How many rows a page; 100 when absent.',
    da: 'Rækker pr. side',
    min: 1,
    max: 1000,
    required: false,
    example: 100,
  })
  limit?: number;

  @Text({ en: 'The next of the page before.', da: 'Markør', max: 400, required: false })
  after?: string;

  @Choice({
    en: 'The answer as a file, where no Accept header can be sent.',
    da: 'Format',
    of: fileFormats,
    required: false,
    example: 'csv-excel',
  })
  format?: FileFormat;
}

export class ViewPath {
  @Text({ en: 'Name of the view.', da: 'Visning', max: 60, pattern: /^[a-z0-9-]+$/, example: 'findings' })
  view!: string;
}

export class FormPath {
  @Text({ en: 'Serial number of the form.', da: 'Skemaløbenummer', max: 15, pattern: /^[1-9]\d*$/, example: '4711' })
  serial!: string;
}

export class FormQuery {
  @Text(asOfInfo)
  asOf?: string;

  @Flag({
    en: 'Numbers and names in clear, for the role deliver.',
    da: 'Med personnumre',
    required: false,
    example: false,
  })
  identified?: boolean;
}
