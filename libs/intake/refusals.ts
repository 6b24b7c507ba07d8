import type { Refusal } from './port.js';

/**
 * Every sentence intake refuses with: the rule it stands on, what is wrong and what to do, in English and Danish.
 * `{detail}` is filled with words of ours (a limit, a list's name, the allowed words), never with anything that was sent.
 */
const sentences = {
  // The envelope
  'not-an-object': [
    'SYS-envelope',
    'An event is a JSON object; send a CloudEvents 1.0 envelope.',
    'En hændelse er et JSON-objekt; send en CloudEvents 1.0-konvolut.',
  ],
  specversion: ['SYS-envelope', 'specversion must be the text "1.0".', 'specversion skal være teksten "1.0".'],
  source: [
    'SYS-envelope',
    'source must be a text that is not empty; CloudEvents 1.0 requires it.',
    'source skal være en tekst, der ikke er tom; CloudEvents 1.0 kræver den.',
  ],
  datacontenttype: [
    'SYS-envelope',
    'datacontenttype must be application/json when it is given.',
    'datacontenttype skal være application/json, når det er angivet.',
  ],
  'data-missing': [
    'SYS-envelope',
    "data must be a JSON object: the event's content.",
    'data skal være et JSON-objekt: hændelsens indhold.',
  ],
  attribute: [
    'SYS-envelope',
    'A further attribute has a lower-case name of 1 to 40 letters and digits, and a short text, a number or a flag as value.',
    'En yderligere attribut har et navn på 1 til 40 små bogstaver og cifre og en kort tekst, et tal eller et flag som værdi.',
  ],
  id: [
    'SYS-id',
    'id must be a text of 1 to 128 printable characters that names this event for good.',
    'id skal være en tekst på 1 til 128 synlige tegn, der for altid er hændelsens navn.',
  ],
  'type-unknown': [
    'SYS-type-unknown',
    'This event type is not known; the catalogue lists the types, written dk.sagsspor.<name>.v<version>.',
    'Hændelsestypen kendes ikke; kataloget viser typerne, der skrives dk.sagsspor.<navn>.v<version>.',
  ],
  'version-unknown': [
    'SYS-version-unknown',
    'This version of the event type is not taken; send version {detail}.',
    'Denne version af hændelsestypen modtages ikke; send version {detail}.',
  ],
  json: ['SYS-json', '{detail}', '{detail}'],
  'line-too-long': [
    'SYS-json',
    'The line is longer than {detail} bytes; an event is one short line of JSON.',
    'Linjen er længere end {detail} byte; en hændelse er én kort linje JSON.',
  ],
  // Shape
  required: ['SYS-shape', 'The field is required.', 'Feltet er påkrævet.'],
  'causes-placement': [
    'ANB-2.2.3.1a',
    'Name every factor judged decisive for the placement, at least one.',
    'Angiv alle udslagsgivende forhold for anbringelsen, mindst ét.',
  ],
  'causes-support': [
    'IND-3.2.9.1a',
    'Name every factor judged decisive for the measure, at least one.',
    'Angiv alle udslagsgivende forhold for indsatsen, mindst ét.',
  ],
  'unknown-field': [
    'SYS-shape',
    'The event type has no such field; remove it or see the catalogue for its name.',
    'Hændelsestypen har ikke et sådant felt; fjern det, eller se navnet i kataloget.',
  ],
  'not-text': ['SYS-shape', 'The value must be a text.', 'Værdien skal være en tekst.'],
  'not-flag': ['SYS-shape', 'The value must be true or false.', 'Værdien skal være true eller false.'],
  'not-count': [
    'SYS-shape',
    'The value must be a whole number within the bounds of the catalogue.',
    'Værdien skal være et helt tal inden for katalogets grænser.',
  ],
  'not-object': ['SYS-shape', 'The value must be a JSON object.', 'Værdien skal være et JSON-objekt.'],
  'not-list': ['SYS-shape', 'The value must be a JSON list.', 'Værdien skal være en JSON-liste.'],
  'list-length': [
    'SYS-shape',
    'The list must hold at least one entry and no more than the catalogue allows.',
    'Listen skal have mindst ét element og højst det antal, kataloget tillader.',
  ],
  'text-length': [
    'SYS-shape',
    'The text must not be empty, nor longer than the catalogue allows.',
    'Teksten må ikke være tom og ikke længere, end kataloget tillader.',
  ],
  'text-form': [
    'SYS-shape',
    'The text does not have the form that the catalogue gives for the field.',
    'Teksten har ikke den form, som kataloget angiver for feltet.',
  ],
  'control-characters': [
    'SYS-shape',
    'The text holds control characters or half a character; send printable text only.',
    'Teksten har styretegn eller et halvt tegn; send kun synlig tekst.',
  ],
  'not-a-choice': ['SYS-shape', 'The value must be one of: {detail}.', 'Værdien skal være en af: {detail}.'],
  'not-a-date': [
    'SYS-shape',
    'The value must be a calendar date that exists, written YYYY-MM-DD.',
    'Værdien skal være en dato, der findes, skrevet ÅÅÅÅ-MM-DD.',
  ],
  shape: [
    'SYS-shape',
    'The value does not have the shape that the catalogue gives for the field.',
    'Værdien har ikke den form, som kataloget angiver for feltet.',
  ],
  // Dates
  'date-ahead': [
    'SYS-date-ahead',
    'The date lies ahead; report what happened once it has happened.',
    'Datoen ligger i fremtiden; indberet det, når det er sket.',
  ],
  'actual-start-ahead': [
    'SYS-date-ahead',
    'An actual start cannot lie ahead; report it as planned, and as actual once it has happened.',
    'En faktisk iværksættelse kan ikke ligge i fremtiden; indberet den som planlagt, og som faktisk når den er sket.',
  ],
  'birth-ahead': [
    'SYS-date-ahead',
    'The number tells a birth date that lies ahead; check the number and its kind.',
    'Nummeret angiver en fødselsdato i fremtiden; kontrollér nummeret og dets art.',
  ],
  'dates-reversed': [
    'SYS-dates-reversed',
    'The date lies before the one it must follow ({detail}); check both.',
    'Datoen ligger før den dato, den skal følge ({detail}); kontrollér begge.',
  ],
  'period-empty': [
    'SYS-period-empty',
    'Give the new start, the new end or both.',
    'Angiv den nye startdato, den nye slutdato eller begge.',
  ],
  'section-30-end': [
    'IND-3.2.9.3a',
    'A measure under § 30 needs an end date; where it is not known, give the start date.',
    'En indsats efter § 30 skal have en slutdato; er den ukendt, angives startdatoen.',
  ],
  'site-decision-date': [
    'ANB-2.2.8b',
    'A change of site is reported when it was decided: give the date of the decision.',
    'En ændring af anbringelsessted indberettes, når den er besluttet: angiv afgørelsesdatoen.',
  ],
  // Codes
  'code-unknown': [
    'SYS-code-unknown',
    'The code is not in the list {detail}; use a code of that list.',
    'Koden findes ikke i listen {detail}; brug en kode fra listen.',
  ],
  'code-not-valid': [
    'SYS-code-not-valid',
    'The code of the list {detail} does not hold on the date it is judged on; use the code of that date.',
    'Koden i listen {detail} gælder ikke på den dato, den bedømmes på; brug den kode, der gjaldt.',
  ],
  'code-not-reportable': [
    'SYS-code-not-reportable',
    'The code of the list {detail} is a total or for internal use, never a value to report.',
    'Koden i listen {detail} er en sum eller til intern brug og kan ikke indberettes.',
  ],
  // Persons
  'number-missing': [
    'SYS-person-reference',
    'Give the number; only an unborn child has none.',
    'Angiv nummeret; kun et ufødt barn har intet.',
  ],
  'number-of-unborn': [
    'SYS-person-reference',
    "An unborn child has no number of its own; give the mother's, and report the birth when the child has one.",
    'Et ufødt barn har intet nummer; angiv moderens, og indberet fødslen, når barnet har fået et.',
  ],
  'mother-missing': [
    'ANB-2.2.1a',
    "An unborn child is reported on its mother's number; give the mother.",
    'Et ufødt barn indberettes på moderens nummer; angiv moderen.',
  ],
  'mother-of-born': [
    'SYS-person-reference',
    'Only a reference to an unborn child carries the mother; report her by a relation.',
    'Kun henvisningen til et ufødt barn har moderen med; indberet hende som relation.',
  ],
  'case-of-person': [
    'SYS-person-reference',
    'An unborn child or an anonymous number names someone only within a case; give its case id.',
    'Et ufødt barn eller et anonymt nummer udpeger kun nogen inden for en sag; angiv sags-id.',
  ],
  'identifier-invalid': [
    'SYS-identifier',
    'The number does not have the form of the kind stated; check the number and its kind.',
    'Nummeret har ikke den form, den angivne art har; kontrollér nummeret og dets art.',
  ],
  'cpr-misplaced': [
    'SYS-cpr-misplaced',
    'The text looks like a CPR number; only the fields for persons may carry one.',
    'Teksten ligner et CPR-nummer; kun felterne til personer må indeholde et.',
  ],
  // Corrections and retractions
  'target-type': [
    'SYS-correction-target',
    'type must name an event type of the catalogue other than correction and retraction; speak of the root event.',
    'type skal være en hændelsestype i kataloget, dog ikke correction eller retraction; henvis til den oprindelige.',
  ],
  'content-reporter': [
    'SYS-correction-target',
    'The content must be of the same reporter as the correction; for another, retract and report anew.',
    'Indholdet skal have samme indberetter som rettelsen; til en anden: træk tilbage og indberet på ny.',
  ],
  'retraction-person': [
    'SYS-correction-target',
    'Name the person of the fact that is taken out.',
    'Angiv personen i det forhold, der trækkes tilbage.',
  ],
  'retraction-case': [
    'SYS-correction-target',
    'Give the case id of the fact that is taken out.',
    'Angiv sags-id for det forhold, der trækkes tilbage.',
  ],
  'retraction-of-reporter': [
    'SYS-correction-target',
    'What a reporter told of itself concerns no person and no case; remove the field.',
    'Det, en indberetter har oplyst om sig selv, vedrører ingen person og ingen sag; fjern feltet.',
  ],
  // Who sends, and what is there already
  'synthetic-in-live': [
    'SYS-synthetic-mixed',
    'This credential sends synthetic events, and this directory holds real ones; send to a demo directory.',
    'Adgangen sender syntetiske hændelser, og dette datakatalog har rigtige; send til et demokatalog.',
  ],
  'made-up': [
    'SYS-synthetic-mixed',
    'The event says of itself that it is made up, and this credential sends real ones; send it to a demo directory.',
    'Hændelsen siger selv, at den er opdigtet, og adgangen sender rigtige; send den til et demokatalog.',
  ],
  'live-in-synthetic': [
    'SYS-synthetic-mixed',
    'This directory holds synthetic events only; send real ones to a live directory.',
    'Dette datakatalog har kun syntetiske hændelser; send rigtige til et katalog i drift.',
  ],
  'reporter-not-yours': [
    'SYS-reporter-not-yours',
    'This credential does not report for that reporter; ask for one that does.',
    'Adgangen indberetter ikke for denne indberetter; bed om en, der gør.',
  ],
  'id-reused': [
    'SYS-id-reused',
    'The id was used before for other content; send a correction under a new id.',
    'Id er tidligere brugt til andet indhold; send en rettelse med et nyt id.',
  ],
  'expected-revision': [
    'SYS-expected-revision',
    'The stream stands at revision {detail}; read what came in between and send again.',
    'Strømmen er på revision {detail}; læs, hvad der er kommet imens, og send igen.',
  ],
} as const satisfies Record<string, readonly [rule: string, en: string, da: string]>;

/** Which sentence; a rule may have several. */
export type SentenceKey = keyof typeof sentences;

/** A refusal: the sentence, and the JSON pointer into the event. `detail` is a word of ours. */
export function refuse(key: SentenceKey, field: string, detail = ''): Refusal {
  const [rule, en, da] = sentences[key];
  return { rule, field, en: en.replace('{detail}', detail), da: da.replace('{detail}', detail) };
}

/** A line that is not JSON we take; the sentences are the parser's. */
export const refuseJson = (rejected: { readonly en: string; readonly da: string }): Refusal => ({
  rule: sentences.json[0],
  field: '',
  en: rejected.en,
  da: rejected.da,
});

/** The rule ids intake refuses by, for the catalogue of rules. */
export const refusalRules = (): string[] => [...new Set(Object.values(sentences).map(([rule]) => rule))];

/** Every sentence by its key: rule, English, Danish. */
export const refusalSentences = (): Readonly<Record<SentenceKey, readonly [string, string, string]>> => sentences;
