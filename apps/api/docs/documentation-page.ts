import { html, type Html } from '#projections';
import { fieldsOf, jsonSchemaOf } from '#libs/cases';
import { groups, htmlType, jsonType, type Dto, type OperationInfo, type Schema } from '../operations/operation.js';
import type { Route } from '../server/route-book.js';
import { exampleBody } from './openapi.js';
import { block, code, folded, form, json, page, table, type Entry } from './page.js';
import { problemsOf } from './problems-of.js';
import { formOf, schemaRows } from './schema-rows.js';

/** Every operation with its parameters, bodies, answers, problems and a curl line; of the same routes as the OpenAPI document. */
export function documentationPage(routes: readonly Route[]): string {
  const entries: Entry[] = [];
  const body: Html[] = [introduction];
  for (const [group, da] of groups) {
    const mine = routes.filter(({ operation }) => operation.group === group);
    entries.push({ text: group }, ...mine.map(({ operation }) => ({ id: operation.id, text: operation.en })));
    body.push(html`<h2>${group} <span class="da">${da}</span></h2>`, ...mine.map(operationCard));
  }
  return page('Sagsspor API', entries, body);
}

const introduction = html`
  <p>
    Case systems send events about children’s cases. Views, forms and deliveries are read off them, as of any moment.
    Every event type with its fields stands in the <a href="/catalogue">event catalogue</a>, every problem and refusal
    in the <a href="/errors">error catalogue</a>.
  </p>
  <p class="da">
    Fagsystemer sender hændelser om børns sager. Visninger, skemaer og leverancer dannes af dem, pr. et hvilket som
    helst tidspunkt.
  </p>
  <h4>Credentials</h4>
  <p>
    Every request but those of Health and Documentation carries <code>Authorization: Bearer TOKEN</code>. The operator
    makes tokens on the command line; each names a case system, its reporters and its roles. In the examples the token
    stands in the shell variable <code>TOKEN</code>, and the server in <code>URL</code>.
  </p>
  <h4>What is wrong</h4>
  <p>
    is told as <code>application/problem+json</code> (RFC 9457): a stable <code>code</code>, what to do in English
    (<code>detail</code>) and Danish (<code>da</code>), and the request id (<code>instance</code>). What was sent is
    never repeated.
  </p>
`;

function operationCard({ method, url, operation }: Route): Html {
  const { id, en, da, more, roles, answer } = operation;
  return html`<section class="card" id="${id}">
    <h3><span class="method ${method.toLowerCase()}">${method}</span><code>${url.replace(/:(\w+)/g, '{$1}')}</code></h3>
    <p>${en}.</p>
    <p class="da">${da}.</p>
    ${more ? html`<p>${more}</p>` : ''}
    <p><span class="tag">${roles === 'open' ? 'no credential' : `role ${roles.join(' or ')}`}</span></p>
    ${parameters(operation)} ${bodies(operation)}
    <h4>Try</h4>
    ${block(curl(method, url, operation))}
    ${answer ? folded('Answer', schemaTable(answer)) : html`<p>Answers ${code(operation.gives.join(', '))}.</p>`}
    ${folded('Problems', problemList(operation))}
  </section>`;
}

function parameters({ path, query, headers = {} }: OperationInfo): Html {
  const of = (dto: Dto | undefined, place: string) => {
    const properties = dto ? (jsonSchemaOf(dto)['properties'] as Record<string, Schema>) : {};
    return (dto ? fieldsOf(dto) : []).map(({ name, en, da, required }) => [
      code(name),
      place === 'path' || required !== false ? `${place}, required` : place,
      form(formOf(properties[name]!)),
      html`${en} ${da ? html`<span class="da">${da}</span>` : ''}`,
    ]);
  };
  const sent = Object.entries(headers).map(([name, en]) => [code(name), 'header', 'text', en]);
  return table(['Parameter', 'In', 'Form', 'Meaning'], [...of(path, 'path'), ...of(query, 'query'), ...sent]);
}

function bodies(operation: OperationInfo): Html {
  const { takes, body = [] } = operation;
  if (!takes) return html``;
  const example = exampleBody(operation);
  return html`<h4>Body</h4>
    <p>${takes.map((type, at) => html`${at ? ', ' : ''}${code(type)}`)}</p>
    ${body.map((dto) => schemaTable(jsonSchemaOf(dto)))}
    ${example === undefined ? '' : folded('Example', json(example))}`;
}

const schemaTable = (schema: Schema): Html =>
  table(
    ['Member', 'Form', 'Meaning'],
    schemaRows(schema).map((row) => [
      code(row.path),
      html`${form(row.form)}${row.required ? '' : ', optional'}`,
      row.text,
    ]),
  );

const problemList = (operation: OperationInfo): Html =>
  html`<p>${problemsOf(operation).map((one, at) => html`${at ? ', ' : ''}<a href="/errors#${one}">${one}</a>`)}</p>`;

/** A line that works as it stands, once URL and TOKEN are set. */
function curl(method: string, url: string, operation: OperationInfo): string {
  const { path, takes, gives, roles, streams } = operation;
  const examples = new Map((path ? fieldsOf(path) : []).map(({ name, example }) => [name, String(example)]));
  const address = url.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(examples.get(name) ?? ''));
  const lines = [`curl "$URL${address}${queryOf(operation)}"`];
  if (method !== 'GET') lines[0] = `curl -X ${method} "$URL${address}"`;
  if (roles !== 'open') lines.push('-H "Authorization: Bearer $TOKEN"');
  if (gives[0] !== jsonType && gives[0] !== htmlType) lines.push(`-H "Accept: ${gives[0]}"`);
  if (takes) lines.push(`-H "Content-Type: ${takes[0]}"`);
  if (streams) lines.push('-T events.ndjson');
  else if (takes) lines.push(`-d '${JSON.stringify(exampleBody(operation)).replaceAll("'", "'\\''")}'`);
  return lines.join(' \\\n  ');
}

/** The required parameters of the query, by their examples. */
function queryOf({ query }: OperationInfo): string {
  const needed = (query ? fieldsOf(query) : []).filter(({ required }) => required !== false);
  const text = needed.map(({ name, example }) => `${name}=${encodeURIComponent(String(example))}`).join('&');
  return text && `?${text}`;
}
