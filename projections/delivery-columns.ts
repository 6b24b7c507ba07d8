import type { KeptRow, RenderContext, TypedColumn } from '#libs/reporting';

/** A column of a delivered table, as every table layout of ours names its cells. */
export type DeliveryColumn = TypedColumn<KeptRow>;

export const textColumn = (name: string, field = name): DeliveryColumn => ({
  name,
  type: 'text',
  value: (row) => asText(row[field]),
});

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
