import type { Tables } from '../house.js';
import { eventAnswer, openFindings } from './event-answer.js';
import { page, pages } from './page.js';
import { printedForm } from './print.js';
import type { ReadSide } from './read-side.js';
import { trace } from './trace.js';

/** The read side of a house. */
export const tablesOf = (side: ReadSide): Tables => ({
  page: (view, query, who) => page(side, view, query, who),
  pages: (view, query, who) => pages(side, view, query, who),
  form: (serial, asOf, identified, who) => printedForm(side, { serial, asOf, identified }, who),
  trace: (about, who) => trace(side, about, who),
  event: async (eventId, who) => eventAnswer(side, eventId, who),
  findings: (eventId, who) => openFindings(side, eventId, who),
});
