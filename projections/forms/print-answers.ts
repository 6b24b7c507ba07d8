import { isDeepStrictEqual } from 'node:util';
import { eventType, fieldsOf, type Field } from '#libs/cases';
import type { FormBody, FormEventBody } from './form-body.js';
import { basisLines, siteLines } from './print-blocks.js';
import { titled, titledMunicipality, word, yesNo, type Line, type Reveal } from './print-words.js';

/** An event with its own answers, fields as declared, labels and lists from there; what a block of the form says already is not repeated. */
export function eventLines(event: FormEventBody, form: FormBody, reveal: Reveal): Line[] {
  const lines: Line[] = [
    ['Dato', event.date],
    ['Frist', event.due],
    ['Indberettet', event.recordedOn],
  ];
  for (const field of fieldsOf(eventType(event.type)!.data)) {
    const value = event.answers[field.name];
    if (value !== undefined && !isDeepStrictEqual(value, saidBy(form, field.name)))
      lines.push(...answerLines(field, value, reveal));
  }
  return lines;
}

function saidBy({ basis, occasion, earlierPlacement, causes, site }: FormBody, field: string): unknown {
  const { decidedBy, ...rest } = basis ?? {};
  return { basis: rest, decidedBy, occasion, earlierPlacement, causes, site }[field];
}

function answerLines(field: Field, value: unknown, reveal: Reveal): Line[] {
  const label = field.da ?? field.en;
  switch (field.kind) {
    case 'part':
      return partLines(value as Readonly<Record<string, unknown>>, reveal);
    case 'flag':
      return [[label, yesNo(value)]];
    case 'choice':
      return [[label, word(value)]];
    case 'event-id':
      return [];
    default:
      return [value].flat().map((one) => [label, textOf(field, one)]);
  }
}

function textOf({ list, name }: Field, value: unknown): unknown {
  if (list) return titled(list, value);
  return name.endsWith('Municipality') ? titledMunicipality(value) : value;
}

/** A person, a site, or a basis: told apart by what they hold. */
function partLines(part: Readonly<Record<string, unknown>>, reveal: Reveal): Line[] {
  if (typeof part['pseudonym'] === 'string') return [['Personindikator', reveal(part['pseudonym'])]];
  return part['list'] ? siteLines(part, reveal) : basisLines(part);
}
