import { lazyData } from './read-data.js';

/** National figures of a year as published, e.g. `placed0to22At31Dec`; an absent one was not published or not found. */
export interface PublishedYear {
  readonly year: number;
  readonly firstPublishedAs?: Readonly<Record<string, number>>;
  readonly [figure: string]: number | Readonly<Record<string, number>> | undefined;
}

export interface PublishedFigures {
  readonly source: string;
  readonly years: readonly PublishedYear[];
  readonly shares: Readonly<Record<string, unknown>>;
  readonly notPublished: string;
}

/** Published national figures, to size synthetic data by. */
export const publishedFigures = lazyData<PublishedFigures>('published-figures');

/** A field of a published delivery. */
export interface DeliveryField {
  readonly field: string;
  readonly meaning?: string;
  readonly type?: string;
  readonly value?: string;
  readonly required?: boolean | string;
  readonly maxLength?: number;
}

export interface DeliveryFormats {
  readonly note: string;
  readonly envelope: { readonly source: string; readonly fields: readonly DeliveryField[]; readonly fileName: unknown };
  readonly L201: { readonly name_da: string; readonly fields: readonly DeliveryField[] };
  readonly L231: { readonly name_da: string; readonly fields: readonly DeliveryField[] };
}

/** Fields of the two known deliveries and their envelope. */
export const deliveryFormats = lazyData<DeliveryFormats>('delivery-formats');

/** Rules of CPR numbers and their substitutes, ages and holidays, as copied. */
export const identifierRules = lazyData<Readonly<Record<string, unknown>>>('identifiers-and-calendar');
