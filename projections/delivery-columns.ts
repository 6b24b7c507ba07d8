import { isCodeList, lookUp } from '#libs/reference';
import type { KeptRow, RenderContext, TypedColumn } from '#libs/reporting';

/** A column of a delivered table, as every table layout of ours names its cells. */
export type DeliveryColumn = TypedColumn<KeptRow>;

export const textColumn = (name: string, field = name): DeliveryColumn => ({
  name,
  type: 'text',
  value: (row) => asText(row[field]),
});

/**
 * A column of codes, one or more: as sent, but the official code of a key of ours once it is known. `list` is its name, or the
 * field that names it.
 */
export const codeColumn = (name: string, list: string | { readonly in: string }, field = name): DeliveryColumn => ({
  name,
  type: 'text',
  value: (row) => {
    const named = typeof list === 'string' ? list : row[list.in];
    const sent = row[field];
    if (typeof named !== 'string' || !isCodeList(named)) return asText(sent);
    return asText(Array.isArray(sent) ? sent.map((one) => official(named, one)) : official(named, sent));
  },
});

function official(list: string, sent: unknown): unknown {
  const entry = typeof sent === 'string' ? lookUp(list, sent).entry : undefined;
  return entry?.code && entry.key === sent ? entry.code : sent;
}

export const dateColumn = (name: string, field = name): DeliveryColumn => ({
  name,
  type: 'date',
  value: (row) => asText(row[field]) || null,
});

export const flagColumn = (name: string, field = name): DeliveryColumn => ({
  name,
  type: 'boolean',
  value: (row) => row[field] === true,
});

/** A column whose tokens are written in clear: an identifier, the sender's own id. */
export const clearColumn = ({ resolve }: RenderContext, name: string, field = name): DeliveryColumn => ({
  name,
  type: 'text',
  value: (row) => (typeof row[field] === 'string' ? resolve(row[field]) : null),
});

const asText = (value: unknown): string | null =>
  value === undefined || value === null ? null : Array.isArray(value) ? value.join(' ') : String(value);
