import { codeList, isCodeList, lookUp, municipality } from '#libs/reference';
import { eventType, fieldsOf, type EventName } from '#libs/cases';
import type { RowVersion } from '../engine/index.js';
import { html, type Html } from '../html.js';
import { formStyle } from './print-style.js';

/** What a pseudonym or token stands for on paper; the token itself where the reader may not know. */
export type Reveal = (token: string) => string;

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

interface FormBody {
  readonly form: 1 | 2 | 3;
  readonly serial: number;
  readonly case: string;
  readonly identification: string;
  readonly reportedOn: string;
  readonly child: Record<string, unknown>;
  readonly parents?: readonly Record<string, unknown>[];
  readonly basis?: Record<string, unknown>;
  readonly occasion?: string;
  readonly earlierPlacement?: boolean;
  readonly causes?: readonly string[];
  readonly site?: Record<string, unknown>;
  readonly events: readonly {
    event: number;
    type: EventName;
    date: string;
    due: string;
    recordedOn: string;
    answers: Record<string, unknown>;
  }[];
}

type Line = readonly [label: string, value: unknown];

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
          ${table([
            ['Skemaløbenummer', body.serial],
            ['Kommune', `${row.reporter} ${municipality(row.reporter)?.name ?? ''}`],
            ['Sags-id', reveal(body.case)],
            ['Identifikation', body.identification && reveal(body.identification)],
            ['Dato', row.date],
            ['Indberettet', body.reportedOn],
          ])}
        </header>
        ${section('Basisoplysninger om barnet', childLines(body, reveal))}
        ${(body.parents ?? []).map((parent) => section('Basisoplysninger om forældre', parentLines(parent, reveal)))}
        ${section('Anbringelsesgrundlag', basisLines(body))}
        ${section('Anledning og udslagsgivende forhold', causeLines(body))}
        ${section('Anbringelsessted', siteLines(body.site ?? {}, reveal))}
        ${body.events.map((event) =>
          section(
            `Hændelse ${event.event}: ${eventTitles[`${body.form}.${event.event}`] ?? ''}`,
            eventLines(event, reveal),
          ),
        )}
      </body>
    </html>`;
  return page.text;
}

function section(title: string, lines: readonly Line[]): Html {
  const filled = lines.filter(([, value]) => value !== undefined && value !== null && value !== '');
  return filled.length
    ? html`<section>
        <h2>${title}</h2>
        ${table(filled)}
      </section> `
    : html``;
}

const table = (lines: readonly Line[]): Html =>
  html`<table>
    ${lines
      .filter(([, value]) => value !== '')
      .map(
        ([label, value]) =>
          html`<tr>
            <th>${label}</th>
            <td>${value}</td>
          </tr>`,
      )}
  </table>`;

const yesNo = (value: unknown): string => (value ? 'Ja' : 'Nej');
const sexes: Readonly<Record<string, string>> = { female: 'Kvinde', male: 'Mand', unknown: 'Uoplyst' };

function childLines({ child }: FormBody, reveal: Reveal): Line[] {
  return [
    [child['unborn'] ? 'Den gravides personindikator' : 'Personindikator', reveal(String(child['person']))],
    ['Navn', child['name'] && reveal(String(child['name']))],
    ['Ufødt', yesNo(child['unborn'])],
    ['Fødselsdato', child['birthDate']],
    ['Køn', sexes[String(child['sex'])] ?? ''],
    ['Dødsdato', child['deathDate']],
    ['Betalingskommune', child['payingMunicipality']],
  ];
}

const relations: Readonly<Record<string, string>> = {
  mother: 'Mor',
  father: 'Far',
  'custody-holder': 'Forældremyndighedsindehaver',
  guardian: 'Værge',
};

const parentLines = (parent: Record<string, unknown>, reveal: Reveal): Line[] => [
  ['Relation', relations[String(parent['relation'])]],
  ['Personindikator', parent['person'] === null ? 'Ukendt' : reveal(String(parent['person']))],
  ['Fødselsdato', parent['birthDate']],
  ['Fra', parent['from']],
];

function basisLines({ basis }: FormBody): Line[] {
  if (!basis) return [];
  return [
    ['Anbringelsesgrundlag', titled('placementBasisSamtykke', basis['consent'])],
    ['Lovgrundlag', titled('placementLegalBasisProvisions', basis['provision'])],
    ['Afgørelsesmyndighed', titled('decisionAuthority', basis['decidedBy'])],
  ];
}

const causeLines = ({ occasion, causes, earlierPlacement }: FormBody): Line[] => [
  ['Anledning', titled('placementOccasion', occasion)],
  ['Tidligere anbragt', earlierPlacement === undefined ? '' : yesNo(earlierPlacement)],
  ...(causes ?? []).map((cause): Line => ['Udslagsgivende forhold', titled('decisiveCausesUdslag', cause)]),
];

const siteLines = (site: Record<string, unknown>, reveal: Reveal): Line[] => [
  ['Type', titled(String(site['list']), site['type'])],
  ['Sted', site['reference'] && reveal(String(site['reference']))],
  ['Skal fremgå af Tilbudsportalen', site['mustAppear'] === undefined ? '' : yesNo(site['mustAppear'])],
  ['P-nummer', site['pNumber']],
  ['Afdelings-UUID', site['departmentId']],
  ['Beliggenhedskommune', site['municipality']],
];

function eventLines(event: FormBody['events'][number], reveal: Reveal): Line[] {
  return [['Dato', event.date], ['Frist', event.due], ['Indberettet', event.recordedOn], ...answerLines(event, reveal)];
}

/** An event's own answers: its fields as declared, labels and lists from there. */
function answerLines({ type, answers }: FormBody['events'][number], reveal: Reveal): Line[] {
  const lines: Line[] = [];
  for (const field of fieldsOf(eventType(type)!.data)) {
    const value = answers[field.name];
    if (value === undefined) continue;
    const label = field.da ?? field.en;
    if (field.kind === 'part' && field.name.toLowerCase().includes('site'))
      lines.push(...siteLines(value as Record<string, unknown>, reveal));
    else if (field.kind === 'part') lines.push(...partLines(value as Record<string, unknown>, reveal));
    else if (field.kind === 'flag') lines.push([label, yesNo(value)]);
    else if (field.kind === 'event-id') continue;
    else for (const one of [value].flat()) lines.push([label, field.list ? titled(field.list, one) : one]);
  }
  return lines;
}

function partLines(part: Record<string, unknown>, reveal: Reveal): Line[] {
  if (typeof part['pseudonym'] === 'string') return [['Personindikator', reveal(part['pseudonym'])]];
  return basisLines({ basis: part } as unknown as FormBody);
}

/** A code with what it means; the code alone where no list knows it. */
function titled(list: string, code: unknown): string {
  if (typeof code !== 'string' || code === '') return '';
  const known = isCodeList(list) && codeList(list) ? lookUp(list, code).entry : undefined;
  const title = known?.da ?? known?.en;
  return title ? `${code} ${title}` : code;
}
