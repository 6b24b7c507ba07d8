import { anything, count, flag, list, object, orNull, said, text, whole } from './schema.js';

/** What the operations answer. A test holds every answer of every other test against these. */
const refusal = object({
  rule: said('Rule id; see the error catalogue.', text),
  field: said('JSON pointer into the event; empty = the event.', text),
  en: text,
  da: text,
});

const ordinal = said('Place in the log, from 1.', count);

/** An open finding about an event. */
const finding = object({
  rule: text,
  severity: text,
  en: text,
  da: text,
  holdsFrom: said('The day from which it holds; empty = at once.', text),
  since: ordinal,
});

const receiptMembers = {
  index: said('Position in the request, from 0; in an import the line, from 1.', count),
  id: said("The sender's id, when it was usable.", orNull(text)),
  eventId: said('Our id of the event, to ask for it again.', orNull(text)),
  verdict: { enum: ['accepted', 'duplicate', 'refused'] },
  revision: said('Place in its stream, from 0.', orNull(whole)),
  ordinal: said('Place in the log, from 1; null = not known yet.', orNull(count)),
  refusals: list(refusal),
};
const receipt = object(receiptMembers);
const counts = { accepted: count, duplicate: count, refused: count };

export const submitAnswer = object({ ...counts, receipts: list(receipt) });

const importMembers = {
  importId: text,
  system: text,
  principal: text,
  startedAt: text,
  updatedAt: text,
  ...counts,
};
export const importSummary = object(importMembers);
export const importList = object({ imports: list(importSummary) });
export const importOutcome = object({
  importId: text,
  complete: said('False when it ended before the end of the file: send it again.', flag),
  'stopped?': said(
    'Why it ended before: signal = the server closes; refusals = too many lines are wrong, mend them first.',
    text,
  ),
  lines: count,
  ...counts,
  refusals: said('The first 1000; all can be asked for by the import id.', list(receipt)),
});
export const receiptPage = object({
  importId: text,
  projected: said('False while findings may still come.', flag),
  receipts: list(
    object({ seq: said('Number within the import, from 1.', count), ...receiptMembers, findings: list(finding) }),
  ),
  next: said('The after of the next page; null = that was all.', orNull(count)),
});

const refusedEvent = {
  at: text,
  system: text,
  principal: text,
  id: orNull(text),
  eventId: orNull(text),
  refusals: list(refusal),
};
export const refusalPage = object({
  month: orNull(text),
  months: said('Months there are.', list(text)),
  refusals: list(object({ seq: count, ...refusedEvent })),
  next: orNull(count),
});
export const eventAnswer = object({
  eventId: text,
  stored: list(object({ system: text, type: text, revision: count, ordinal, recordedAt: text })),
  refused: list(object(refusedEvent)),
  projected: said('False while findings may still come.', flag),
  findings: list(finding),
});

const listMembers = {
  id: text,
  en: text,
  da: text,
  source: text,
  confidence: said('official, seed, derived or house.', text),
  access: said('direct, second-hand or not found.', text),
  complete: said('Only a complete list refuses a code.', flag),
  version: said('Changes with the content.', text),
};
export const codeListList = object({ codeLists: list(object({ ...listMembers, codes: count })) });
export const codeListAnswer = object({
  ...listMembers,
  note: orNull(text),
  codes: list(
    object({
      value: said('What an event carries: the official code, else our key.', orNull(text)),
      code: said('The official code.', orNull(text)),
      en: orNull(text),
      da: orNull(text),
      reportable: said('False for totals, headings and codes for internal use.', flag),
      periods: said(
        'When it holds, both ends in it; an absent end is open.',
        list(object({ 'validFrom?': text, 'validTo?': text })),
      ),
      note: orNull(text),
    }),
  ),
});

const typeMembers = {
  name: text,
  version: count,
  type: said('The CloudEvents type.', text),
  family: text,
  en: text,
  da: text,
  rules: list(text),
};
export const eventTypeList = object({ eventTypes: list(object(typeMembers)) });
export const eventTypeAnswer = object({
  ...typeMembers,
  schema: said('JSON Schema 2020-12 of the whole event.', anything),
  example: anything,
});

const column = object({ name: text, da: text });
export const viewList = object({
  views: list(
    object({
      name: text,
      en: text,
      da: text,
      narrowing: said('period, day (on), reporting-year (year) or holds-on (on).', text),
      columns: list(column),
    }),
  ),
});
export const tablePage = object({
  view: text,
  asOf: ordinal,
  columns: list(column),
  rows: said('Objects by column name.', list({ type: 'object' })),
  next: said('The after of the next page; null = that was all.', orNull(text)),
});

export const traceAnswer = object({
  lines: list(
    object({
      ordinal,
      recordedAt: text,
      system: text,
      principal: text,
      stream: text,
      type: text,
      event: text,
      data: anything,
      moved: list(object({ projection: text, kind: text, key: text, date: text, gone: flag })),
      deliveries: list(object({ id: text, row: text, effect: { enum: ['delivered', 'outdated'] } })),
    }),
  ),
});

export const statisticList = object({ statistics: list(object({ id: text, en: text, da: text, periods: text })) });
const note = {
  id: text,
  number: count,
  statistic: text,
  reporter: said('Empty = the country.', text),
  period: text,
  asOf: ordinal,
  rows: count,
  rowsSha256: text,
  at: text,
  principal: text,
  'supplementOf?': text,
  files: list({
    type: 'object',
    properties: { name: text, bytes: count, sha256: text },
    required: ['name', 'bytes', 'sha256'],
  }),
};
const delivered = object({
  ...note,
  again: said('Delivered before; nothing was added.', flag),
  folder: said('Directory of its files, on the server.', text),
});
export const deliveryAnswer = delivered;
export const supplementAnswer = object({ supplement: said('null = nothing came.', orNull(delivered)) });
export const deliveryList = object({ deliveries: list(object(note)) });
export const manifestAnswer = { type: 'object', description: 'The manifest as sealed beside the files.' };
export const comparisonAnswer = { type: 'object', description: 'Rows added, changed, gone and vanished.' };
export const reproductionAnswer = { type: 'object', description: 'Verdict, reasons, files and rows that moved.' };

const job = object({
  id: text,
  kind: text,
  'order?': { type: 'object', description: 'Of a delivery: what was asked for, as of which ordinal.' },
  state: { enum: ['waiting', 'active', 'done', 'failed', 'cancelled'] },
  progress: orNull({ type: 'object', properties: { done: count, of: count, step: text } }),
  result: {
    description:
      'Of a job that is done: the delivery, or null where there was nothing to deliver; of a rebuild each projection with its digest.',
  },
  failure: orNull(object({ code: text, message: text })),
  attempts: count,
  addedAt: text,
  endedAt: orNull(text),
});
export const jobAnswer = object({ job });
export const jobList = object({ jobs: list(job), next: said('Cursor of the next page.', orNull(text)) });

export const backupAnswer = object({ ordinal });
export const rebuildAnswer = object({ projections: list({ type: 'object' }) });
export const sealAnswer = object({ seal: said('null for an empty log.', orNull({ type: 'object' })) });
export const stateAnswer = object({ status: text, head: count, projected: count });
export const liveAnswer = object({ status: text });
