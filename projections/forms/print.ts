import { eventType } from '#libs/cases';
import type { RowVersion } from '../engine/index.js';
import { html, type Html } from '../html.js';
import type { FormBody, FormEventBody } from './form-body.js';
import { eventLines } from './print-answers.js';
import { basisLines, causeLines, childLines, parentLines, siteLines } from './print-blocks.js';
import { formStyle } from './print-style.js';
import { titledMunicipality, word, type Line, type Reveal } from './print-words.js';

export type { Reveal } from './print-words.js';

const titles = {
  1: 'Skema 1: Oprettelse af sag, 0-17 år',
  2: 'Skema 2: Opfølgning og øvrige hændelser, 0-17 år',
  3: 'Skema 3: Døgnophold i efterværn, 18-22 år',
} as const;

const eventTitles: Readonly<Record<string, string>> = {
  '1.0': 'Afgørelse om anbringelse',
  '1.1': 'Videreført anbringelse overtaget fra anden kommune',
  '2.0': 'Iværksættelse af anbringelse',
  '2.1': 'Iværksættelse af ændret anbringelsessted',
  '2.2': 'Ændring fra tvangsmæssig til frivillig anbringelse',
  '2.3': 'Generel opfølgning af anbringelsen',
  '2.4': 'Forelæggelse for børn og unge-udvalget',
  '2.5': 'Hjemgivelse/ophør af anbringelse/sagsophør',
  '2.6': 'Afgørelse om efterværn forud for det 18. år',
  '3.1': 'Egen sag videreført fra det 18. år',
  '3.2': 'Sag overtaget fra anden kommune',
  '3.3': 'Genetableret døgnophold',
  '3.4': 'Ændret anbringelsessted',
  '3.5': 'Ophør af døgnophold/sagsophør',
};

/** A form as a page that prints on A4: every filled answer with its Danish label, codes with their meaning (SKE-7j). */
export function printForm(row: RowVersion, reveal: Reveal): string {
  const body = row.body as unknown as FormBody;
  const page = html`<!doctype html>
    <html lang="da">
      <head>
        <meta charset="utf-8" />
        <title>${titles[body.form]} – nr. ${body.serial}</title>
        ${formStyle}
      </head>
      <body>
        <header>
          <h1>${titles[body.form]}</h1>
          ${table(headLines(row, body, reveal))}
        </header>
        ${section('Basisoplysninger om barnet', childLines(body, reveal))}
        ${(body.parents ?? []).map((parent) =>
          section(`Basisoplysninger om forældre: ${word(parent['relation'])}`, parentLines(parent, reveal)),
        )}
        ${section('Anbringelsesgrundlag', basisLines(body.basis))}
        ${section('Anledning og udslagsgivende forhold', causeLines(body))}
        ${section('Anbringelsessted', siteLines(body.site ?? {}, reveal))}
        ${body.events.map((event) => section(titleOf(event, body), eventLines(event, body, reveal)))}
      </body>
    </html>`;
  return page.text;
}

const headLines = (row: RowVersion, body: FormBody, reveal: Reveal): Line[] => [
  ['Skemaløbenummer', body.serial],
  ['Kommune', titledMunicipality(row.reporter)],
  ['Sags-id', reveal(body.case)],
  ['Identifikation', body.identification && reveal(body.identification)],
  ['Dato', row.date],
  ['Indberettet', body.reportedOn],
];

/** A start that was filled in schema 1 has no number there. */
function titleOf({ event, type }: FormEventBody, { form }: FormBody): string {
  if (form === 1) return type === 'placement-started' ? eventType(type)!.da : eventTitles[`1.${event}`]!;
  return `Hændelse ${event}: ${eventTitles[`${form}.${event}`] ?? ''}`;
}

const isFilled = ([, value]: Line): boolean => value !== undefined && value !== null && value !== '';

const section = (title: string, lines: readonly Line[]): Html =>
  lines.some(isFilled)
    ? html`<section>
        <h2>${title}</h2>
        ${table(lines)}
      </section> `
    : html``;

const table = (lines: readonly Line[]): Html =>
  html`<table>
    ${lines.filter(isFilled).map(
      ([label, value]) =>
        html`<tr>
          <th>${label}</th>
          <td>${value}</td>
        </tr>`,
    )}
  </table>`;
