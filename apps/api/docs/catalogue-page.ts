import { cloudEventTypeOf, eventTypes, fieldsOf, type EventType, type Field } from '#libs/cases';
import { codeList, isCodeList, valueOf } from '#libs/reference';
import { houseRuleById, readingOf, ruleById } from '#libs/rules';
import { html, type Html } from '#projections';
import { exampleEvent } from '../events/event-schemas.js';
import { code, folded, form, json, page, table, type Entry } from './page.js';
import { formOf } from './schema-rows.js';

/** Every event type with its fields, codes, rules and an example: generated from the DTOs that judge what is sent. */
export function cataloguePage(): string {
  const types = eventTypes();
  const lists = [...new Set(types.flatMap((type) => listsOf(type.data)))].filter(isCodeList).sort();
  const entries: Entry[] = [
    { text: 'Event types' },
    ...types.map(({ name, en }) => ({ id: name, text: en })),
    { text: 'Code lists' },
    ...lists.map((id) => ({ id: `list-${id}`, text: id })),
  ];
  return page('Event catalogue', entries, [
    introduction,
    ...types.map(typeCard),
    html`<h2>Code lists <span class="da">Kodelister</span></h2>`,
    ...lists.map(listCard),
  ]);
}

const introduction = html`
  <p>
    An event is a CloudEvents 1.0 envelope around <code>data</code>, which holds the fields below. An optional field is
    left out, never null. Dates are plain Danish calendar dates. A field marked <em>vault</em> leaves the event for the
    vault; the log holds a token.
  </p>
  <p class="da">
    En hændelse er en CloudEvents 1.0-konvolut om <code>data</code> med felterne nedenfor. Et valgfrit felt udelades og
    er aldrig null. Datoer er danske kalenderdatoer.
  </p>
`;

function typeCard(type: EventType): Html {
  const { name, en, da, family, date, rules } = type;
  return html`<section class="card" id="${name}">
    <h3>${en} <span class="da">${da}</span></h3>
    <p><code>${cloudEventTypeOf(type)}</code> <span class="tag">${family}</span></p>
    <p>${date ? html`It happened on <code>${date}</code>.` : 'It has no day of its own.'}</p>
    ${table(['Field', 'Form', 'Meaning', 'Codes and rules'], fieldRows(type.data))}
    ${rules.length ? folded('Rules', ruleTable(rules)) : ''} ${folded('Example', json(exampleEvent(type)))}
  </section>`;
}

function fieldRows(type: new () => object, prefix = ''): unknown[][] {
  return fieldsOf(type).flatMap((field) => {
    const path = `${prefix}${field.name}`;
    const row = [
      code(path),
      html`${form(fieldForm(field))}${field.required === false ? ', optional' : ''}`,
      html`${field.en} <span class="da">${field.da}</span>`,
      remarks(field),
    ];
    return [row, ...(field.type ? fieldRows(field.type(), `${path}${field.kind === 'parts' ? '[]' : ''}.`) : [])];
  });
}

const kinds: Partial<Record<Field['kind'], string>> = {
  instant: 'instant, RFC 3339',
  code: 'code',
  codes: 'list of codes',
  uuid: 'UUID',
  part: 'object',
  parts: 'list of objects',
  content: 'object',
};

const fieldForm = ({ kind, schema }: Field): string => kinds[kind] ?? formOf(schema);

function remarks({ list, judgedOn, mayLieAhead, vaulted, rules = [] }: Field): Html {
  const named = list && isCodeList(list) ? html`<a href="#list-${list}">${list}</a>` : list;
  return html`${list ? html`${named}, judged on ${judgedOn ? code(judgedOn) : 'the day it happened'}. ` : ''}
  ${mayLieAhead ? 'May lie ahead. ' : ''}${vaulted ? html`<em>vault</em> ` : ''}${rules.join(', ')}`;
}

const ruleTable = (ids: readonly string[]): Html =>
  table(
    ['Rule', 'Statement'],
    ids.map((id) => [id, ruleById(id)?.text ?? readingOf(id)?.text ?? houseRuleById(id)?.en ?? '']),
  );

const listsOf = (type: new () => object): string[] =>
  fieldsOf(type).flatMap((field) => [
    ...(field.list ? [field.list] : []),
    ...(field.type ? listsOf(field.type()) : []),
  ]);

function listCard(id: string): Html {
  const { title_en, title_da, complete, confidence, source, codes } = codeList(id);
  const rows = codes.map((entry) => [
    code(valueOf(entry) ?? ''),
    entry.en ?? '',
    html`<span class="da">${entry.da}</span>`,
    [entry.validFrom, entry.validTo].some(Boolean) ? `${entry.validFrom ?? ''} – ${entry.validTo ?? ''}` : '',
  ]);
  return html`<section class="card" id="list-${id}">
    <h3>${title_en} <span class="da">${title_da}</span></h3>
    <p>
      <code>${id}</code>
      <span class="tag">${complete ? 'complete: other codes are refused' : 'not complete: other codes are kept'}</span>
      <span class="tag">${confidence}</span> ${source}
    </p>
    ${folded(`${codes.length} codes`, table(['Code', 'English', 'Danish', 'Holds'], rows))}
  </section>`;
}
