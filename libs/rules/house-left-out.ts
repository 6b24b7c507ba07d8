import type { HouseRule } from './rule.js';

/** Rows that a delivery's format cannot express: left out of the file, counted in the manifest. */
export const houseLeftOut: readonly HouseRule[] = [
  {
    id: 'SYS-l201-identifier',
    severity: 'left-out',
    en: 'L201 takes only identifiers of 10 to 16 characters.',
    da: 'L201 kan kun rumme en personindikator på 10 til 16 tegn.',
    whatToDo: {
      en: 'Report the CPR number once the child has one; it goes out with the next delivery.',
      da: 'Indberet CPR-nummeret, når barnet har fået et; det kommer med i næste levering.',
    },
  },
  {
    id: 'SYS-l201-code',
    severity: 'left-out',
    en: 'The measure has no code of three digits, which L201 needs.',
    da: 'Indsatsen har ingen paragrafkode på tre cifre, som L201 kræver.',
    whatToDo: { en: 'Correct the measure code.', da: 'Ret paragrafkoden.' },
  },
];
