import { refusalRules, refusalSentences } from '#libs/intake';
import { hasSentence, ruleById, sentenceOf } from '#libs/rules';
import { html, type Html } from '#projections';
import { problemEntries } from '../problems/problem-table.js';
import { page, table, type Entry } from './page.js';

/** Every problem code and every rule by which an event is refused, with what to do, English and Danish. */
export function errorsPage(): string {
  const rules = refusalRules().sort();
  const problems = problemEntries();
  const entries: Entry[] = [
    { text: 'Problems' },
    ...problems.map(({ code }) => ({ id: code, text: code })),
    { text: 'Refusals' },
    ...rules.map((id) => ({ id, text: id })),
  ];
  return page('Error catalogue', entries, [
    html`<p>
        A <em>problem</em> concerns a request as a whole. A <em>refusal</em> concerns one event, which was then not
        stored; the receipt names the rule, the field and what to do. Codes and rule ids are stable. What was sent is
        never repeated.
      </p>
      <p class="da">
        Et <em>problem</em> vedrører en hel forespørgsel. En <em>afvisning</em> vedrører én hændelse, som så ikke er
        gemt.
      </p>`,
    html`<h2>Problems <span class="da">Problemer</span></h2>`,
    ...problems.map(
      ({ code, status, en, da }) =>
        html`<section class="card" id="${code}">
          <h3><code>${code}</code> <span class="tag">${status}</span></h3>
          <p>${en}</p>
          <p class="da">${da}</p>
        </section>`,
    ),
    html`<h2>Refusals <span class="da">Afvisninger</span></h2>`,
    ...rules.map(refusalCard),
  ]);
}

function refusalCard(rule: string): Html {
  const lines = Object.values(refusalSentences()).filter(([id]) => id === rule);
  const { en, da } = sentenceOf(rule);
  const statement = ruleById(rule)?.text;
  return html`<section class="card" id="${rule}">
    <h3><code>${rule}</code></h3>
    ${hasSentence(rule)
      ? html`<p>${en}</p>
          <p class="da">${da}</p>`
      : ''}
    ${statement ? html`<p>${statement}</p>` : ''}
    ${table(
      ['What the receipt says', 'På dansk'],
      lines.map(([, english, danish]) => [detailed(english), detailed(danish)]),
    )}
  </section>`;
}

/** `{detail}` stands for a word of ours: a limit, the name of a list, the allowed words. */
const detailed = (sentence: string): string => sentence.replace('{detail}', '(…)');
