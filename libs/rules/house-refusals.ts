import type { HouseRule } from './rule.js';

type Line = readonly [id: string, en: string, da: string, doEn: string, doDa: string];

/** What intake can judge on the event alone. */
const lines: readonly Line[] = [
  [
    'SYS-envelope',
    'The envelope is no CloudEvents 1.0.',
    'Konvolutten er ikke CloudEvents 1.0.',
    'Send specversion, id, source, type and data as the catalogue shows.',
    'Send specversion, id, source, type og data, som kataloget viser.',
  ],
  [
    'SYS-json',
    'The text is not JSON that can be taken.',
    'Teksten er ikke JSON, der kan modtages.',
    'Send valid JSON in UTF-8, each member once.',
    'Send gyldig JSON i UTF-8, hvert felt én gang.',
  ],
  [
    'SYS-id',
    'The event has no usable id.',
    'Hændelsen har intet brugbart id.',
    'Give every event an id of 1 to 128 printable characters that is its name for good.',
    'Giv hver hændelse et id på 1 til 128 synlige tegn, der for altid er dens navn.',
  ],
  [
    'SYS-type-unknown',
    'The event type is not known.',
    'Hændelsestypen kendes ikke.',
    'Use a type of the catalogue.',
    'Brug en type fra kataloget.',
  ],
  [
    'SYS-version-unknown',
    'This version of the event type is not taken.',
    'Denne version af hændelsestypen modtages ikke.',
    'Send a version the catalogue names.',
    'Send en version, som kataloget nævner.',
  ],
  [
    'SYS-shape',
    'A field is missing, unknown or not of its form.',
    'Et felt mangler, er ukendt eller har ikke den rigtige form.',
    'Send the event as its JSON Schema says.',
    'Send hændelsen, som dens JSON Schema siger.',
  ],
  [
    'SYS-date-ahead',
    'A date lies ahead that may not.',
    'En dato ligger i fremtiden, hvor den ikke må.',
    'Report what happened once it has happened.',
    'Indberet det, når det er sket.',
  ],
  [
    'SYS-dates-reversed',
    'A date lies before the one it must follow.',
    'En dato ligger før den, den skal følge.',
    'Check both dates.',
    'Kontrollér begge datoer.',
  ],
  [
    'SYS-period-empty',
    'A changed period names neither a new start nor a new end.',
    'En ændret periode har hverken ny start eller ny slutning.',
    'Give the new start, the new end or both.',
    'Angiv den nye startdato, den nye slutdato eller begge.',
  ],
  [
    'SYS-code-unknown',
    'The code is not in its list, and the list is complete.',
    'Koden findes ikke i listen, og listen er fuldstændig.',
    'Use a code of the list.',
    'Brug en kode fra listen.',
  ],
  [
    'SYS-code-not-valid',
    'The code does not hold on the date it is judged on.',
    'Koden gælder ikke på den dato, den bedømmes på.',
    'Use the code that held on that date.',
    'Brug den kode, der gjaldt den dag.',
  ],
  [
    'SYS-code-not-reportable',
    'The code is a total or for internal use.',
    'Koden er en sum eller til intern brug.',
    'Use a code that stands for one value.',
    'Brug en kode, der står for én værdi.',
  ],
  [
    'SYS-person-reference',
    'The reference to a person is not complete for its kind.',
    'Henvisningen til en person er ikke fuldstændig for sin art.',
    'Give the number, or for an unborn child the mother and the case.',
    'Angiv nummeret, eller for et ufødt barn moderen og sagen.',
  ],
  [
    'SYS-identifier',
    'The number does not have the form of the kind stated.',
    'Nummeret har ikke den form, den angivne art har.',
    'Check the number and its kind.',
    'Kontrollér nummeret og dets art.',
  ],
  [
    'SYS-cpr-misplaced',
    'A text looks like a CPR number.',
    'En tekst ligner et CPR-nummer.',
    'Send such numbers only in the fields for persons.',
    'Send kun sådanne numre i felterne til personer.',
  ],
  [
    'SYS-correction-target',
    'A correction or retraction does not name its target rightly.',
    'En rettelse eller tilbagetrækning angiver ikke sit mål rigtigt.',
    'Name type, reporter, case and child of the root event.',
    'Angiv den oprindelige hændelses type, indberetter, sag og barn.',
  ],
  [
    'SYS-reporter-not-yours',
    'This credential does not report for that reporter.',
    'Adgangen indberetter ikke for denne indberetter.',
    'Ask the operator for a credential that does.',
    'Bed driften om en adgang, der gør.',
  ],
  [
    'SYS-id-reused',
    'The id was used before for other content.',
    'Id er tidligere brugt til andet indhold.',
    'Send a correction under a new id.',
    'Send en rettelse med et nyt id.',
  ],
  [
    'SYS-expected-revision',
    'Something was written to the case since it was read.',
    'Der er skrevet i sagen, siden den blev læst.',
    'Read what came in between and send again.',
    'Læs, hvad der er kommet imens, og send igen.',
  ],
  [
    'SYS-synthetic-mixed',
    'Synthetic events and real ones may not stand in one log.',
    'Syntetiske og rigtige hændelser må ikke stå i samme log.',
    'Send synthetic events to a server of their own.',
    'Send syntetiske hændelser til en server for sig.',
  ],
];

/** Refusals of the house; what is refused is not stored. */
export const houseRefusals: readonly HouseRule[] = lines.map(([id, en, da, doEn, doDa]) => ({
  id,
  severity: 'refusal',
  en,
  da,
  whatToDo: { en: doEn, da: doDa },
}));
