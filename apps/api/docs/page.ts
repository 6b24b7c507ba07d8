import { Html, html } from '#projections';

const style = new Html(`<style>
:root { color-scheme: light dark; --ink: #1b2733; --soft: #5b6b7b; --line: #d9e0e7; --ground: #fff; --panel: #f5f7f9; --accent: #0b5c8a; }
@media (prefers-color-scheme: dark) { :root { --ink: #e3e9ef; --soft: #9fb0c0; --line: #33414e; --ground: #12181f; --panel: #1a222b; --accent: #6cbbe8; } }
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body { margin: 0; font: 1rem/1.55 system-ui, sans-serif; color: var(--ink); background: var(--ground); display: grid; grid-template-columns: 17rem minmax(0, 1fr); }
nav { position: sticky; top: 0; height: 100vh; overflow-y: auto; padding: 1.5rem 1.25rem; background: var(--panel); border-right: 1px solid var(--line); font-size: 0.9rem; }
nav strong { display: block; margin: 1.1rem 0 0.3rem; }
nav .home { font-size: 1.15rem; font-weight: 700; color: var(--ink); }
nav ul { list-style: none; margin: 0; padding: 0; }
nav li a { display: block; padding: 0.15rem 0; color: var(--soft); overflow-wrap: anywhere; }
a { color: var(--accent); text-decoration: none; }
a:hover, a:focus-visible { text-decoration: underline; }
main { padding: 2rem clamp(1rem, 4vw, 3.5rem) 5rem; max-width: 68rem; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 0.75rem; }
h2 { font-size: 1.35rem; margin: 3rem 0 0.5rem; padding-top: 1rem; border-top: 1px solid var(--line); }
h3 { font-size: 1.05rem; margin: 0; }
h4 { font-size: 0.9rem; margin: 1.1rem 0 0.35rem; }
p { margin: 0.4rem 0; max-width: 46rem; }
.da { color: var(--soft); font-style: italic; }
.card { border: 1px solid var(--line); border-radius: 0.5rem; padding: 1rem 1.25rem; margin: 1rem 0; }
.card:target { border-color: var(--accent); }
.method { display: inline-block; min-width: 3.6rem; margin-right: 0.6rem; padding: 0.1rem 0.5rem; border-radius: 0.3rem; text-align: center; font: 700 0.78rem/1.5 ui-monospace, monospace; color: #fff; background: #2b7a3d; }
.method.post { background: #8a4b0b; }
.tag { display: inline-block; padding: 0 0.5rem; border: 1px solid var(--line); border-radius: 1rem; font-size: 0.8rem; color: var(--soft); }
code, pre { font-family: ui-monospace, SFMono-Regular, monospace; font-size: 0.87em; }
pre { background: var(--panel); border: 1px solid var(--line); border-radius: 0.4rem; padding: 0.8rem 1rem; overflow-x: auto; margin: 0.4rem 0; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 0.9rem; }
th { text-align: left; font-weight: 600; color: var(--soft); }
th, td { padding: 0.35rem 0.9rem 0.35rem 0; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: break-word; }
.pattern { font-family: ui-monospace, SFMono-Regular, monospace; font-size: 0.87em; overflow-wrap: anywhere; }
td:first-child { white-space: nowrap; }
summary { cursor: pointer; color: var(--accent); margin-top: 0.7rem; }
@media (max-width: 52rem) { body { display: block; } nav { position: static; height: auto; max-height: 18rem; border-right: 0; border-bottom: 1px solid var(--line); } td:first-child { white-space: normal; } }
@media print { nav { display: none; } body { display: block; } details { display: block; } }
</style>`);

/** A link of the page's contents; without an id it is a heading. */
export interface Entry {
  readonly id?: string;
  readonly text: string;
}

/** A page that needs nothing but itself: no script, no font, nothing from elsewhere. */
export function page(title: string, entries: readonly Entry[], body: readonly Html[]): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        ${style}
      </head>
      <body>
        <nav aria-label="Contents">
          <a class="home" href="/">Sagsspor</a>
          <ul>
            <li><a href="/catalogue">Event catalogue</a></li>
            <li><a href="/errors">Error catalogue</a></li>
            <li><a href="/openapi.json">OpenAPI 3.1</a></li>
          </ul>
          ${contents(entries)}
        </nav>
        <main>
          <h1>${title}</h1>
          ${body}
        </main>
      </body>
    </html> `.text;
}

const contents = (entries: readonly Entry[]): Html[] =>
  entries.map(({ id, text }) =>
    id
      ? html`<ul>
          <li><a href="#${id}">${text}</a></li>
        </ul>`
      : html`<strong>${text}</strong>`,
  );

/** A table with its heading; nothing where there are no rows. */
export function table(headings: readonly string[], rows: readonly (readonly unknown[])[]): Html {
  if (rows.length === 0) return html``;
  const cells = (row: readonly unknown[]): Html[] => row.map((cell) => html`<td>${cell}</td>`);
  return html`<div class="scroll">
    <table>
      <thead>
        <tr>
          ${headings.map((one) => html`<th scope="col">${one}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${cells(row)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** A form in words; a pattern may break anywhere. */
export const form = (text: string): Html =>
  text.includes('^') ? html`<span class="pattern">${text}</span>` : html`${text}`;
export const code = (text: unknown): Html => html`<code>${text}</code>`;
export const block = (text: string): Html => new Html(`<pre><code>${html`${text}`.text}</code></pre>`);
export const json = (value: unknown): Html => block(JSON.stringify(value, null, 2));
export const folded = (summary: string, body: Html): Html =>
  html`<details>
    <summary>${summary}</summary>
    ${body}
  </details>`;
