import type { HouseRule } from './rule.js';

type Line = readonly [
  id: string,
  severity: 'error' | 'warning' | 'information',
  en: string,
  da: string,
  doEn: string,
  doDa: string,
];

/** What only another event can judge: accepted, and a finding until it is resolved. */
const lines: readonly Line[] = [
  [
    'SYS-correction-waiting',
    'warning',
    'A correction or retraction names an event that is not here.',
    'En rettelse eller tilbagetrækning henviser til en hændelse, der ikke findes.',
    'Send the event it names, or send the correction again with the right id.',
    'Send den hændelse, der henvises til, eller send rettelsen igen med det rigtige id.',
  ],
  [
    'SYS-correction-mismatch',
    'error',
    'A correction differs from its event in type, reporter, case or child, so it is not applied.',
    'En rettelse afviger fra sin hændelse i type, indberetter, sag eller barn og er ikke anvendt.',
    'Retract the event and report it anew.',
    'Træk hændelsen tilbage, og indberet den på ny.',
  ],
  [
    'SYS-tie',
    'information',
    'Two events of one day have no order: only their ids decide.',
    'To hændelser samme dag har ingen rækkefølge: kun deres id afgør den.',
    'Give all events of that day a case sequence if the order matters.',
    'Giv alle dagens hændelser et løbenummer i sagen, hvis rækkefølgen betyder noget.',
  ],
  [
    'SYS-two-children',
    'error',
    'One case names two children.',
    'Én sag nævner to børn.',
    'Report a case for each child, or that the two numbers are one person.',
    'Indberet en sag for hvert barn, eller at de to numre er samme person.',
  ],
  [
    'SYS-closed-while-placed',
    'error',
    'The case is closed while the placement runs.',
    'Sagen er lukket, mens anbringelsen løber.',
    'Report the end of the placement, or retract the closing.',
    'Indberet anbringelsens ophør, eller træk lukningen tilbage.',
  ],
  [
    'SYS-end-before-start',
    'error',
    'The end lies before the start.',
    'Slutdatoen ligger før startdatoen.',
    'Correct one of the two dates.',
    'Ret en af de to datoer.',
  ],
  [
    'SYS-residence-after',
    'warning',
    'The stay of a young person of 18 to 22 ended without a residence after it.',
    'Døgnopholdet for en ung på 18-22 år er ophørt uden oplysning om opholdet efter.',
    'Add the residence after the placement by a correction.',
    'Tilføj opholdet efter anbringelsen med en rettelse.',
  ],
  [
    'SYS-stay-past-23',
    'warning',
    'The young person has turned 23 and the stay still runs.',
    'Den unge er fyldt 23 år, og døgnopholdet løber stadig.',
    'Report the end of the stay.',
    'Indberet døgnopholdets ophør.',
  ],
  [
    'SYS-code-unmapped',
    'information',
    'The event holds a code that its list does not know; it is kept as sent.',
    'Hændelsen har en kode, som listen ikke kender; den er gemt, som den blev sendt.',
    'Correct the code, or have the operator add it to the list.',
    'Ret koden, eller få driften til at tilføje den til listen.',
  ],
  [
    'SYS-two-ends',
    'error',
    'The measure has two ends.',
    'Indsatsen har to ophør.',
    'Retract one of them; a changed period is reported as such.',
    'Træk det ene tilbage; en ændret periode indberettes som sådan.',
  ],
  [
    'SYS-overlap',
    'error',
    'The child has two placements at one time.',
    'Barnet har to anbringelser på samme tid.',
    'Report the end or hand-over of the first, or correct the dates.',
    'Indberet ophør eller overgivelse af den første, eller ret datoerne.',
  ],
  [
    'SYS-person-differs',
    'warning',
    'Two municipalities report different birth dates or sexes for one child.',
    'To kommuner indberetter forskellig fødselsdato eller køn for samme barn.',
    'Settle with the two municipalities which one is right.',
    'Afklar med de to kommuner, hvad der er rigtigt.',
  ],
  [
    'SYS-id-in-two-streams',
    'error',
    'One event id stands in two cases.',
    'Samme hændelses-id findes i to sager.',
    'Retract the event in the case where it does not belong.',
    'Træk hændelsen tilbage i den sag, hvor den ikke hører til.',
  ],
];

/** Findings of the house. */
export const houseFindings: readonly HouseRule[] = lines.map(([id, severity, en, da, doEn, doDa]) => ({
  id,
  severity,
  en,
  da,
  whatToDo: { en: doEn, da: doDa },
}));
