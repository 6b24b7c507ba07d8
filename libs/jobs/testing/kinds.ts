/** The kinds that tests declare. */
export const kinds = ['deliver', 'extract', 'national'] as const;
