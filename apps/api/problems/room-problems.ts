import type { HouseErrorCode } from '#apps/house';
import type { EventLogErrorCode } from '#libs/event-log';
import type { VaultErrorCode } from '#libs/identity';
import type { IntakeErrorCode, JsonCode } from '#libs/intake';
import type { JobsErrorCode } from '#libs/jobs';
import type { ReferenceFault } from '#libs/reference';
import type { ReportingErrorCode } from '#libs/reporting';
import type { ProblemLine } from './api-problems.js';

/** Codes of the other rooms. The types make the tables complete: a code without a line does not compile. */
export type RoomCode =
  | HouseErrorCode
  | IntakeErrorCode
  | JsonCode
  | ReportingErrorCode
  | EventLogErrorCode
  | VaultErrorCode
  | JobsErrorCode
  | ReferenceFault;

const operator: ProblemLine = [
  500,
  'Something of the server itself is not in order; the operator finds the reason in the log.',
  'Noget ved serveren selv er ikke i orden; driften finder årsagen i loggen.',
];
const damaged: ProblemLine = [
  500,
  'Stored data are missing or damaged; the operator restores them from the backup.',
  'Gemte data mangler eller er beskadiget; driften genskaber dem fra sikkerhedskopien.',
];
const statisticFault: ProblemLine = [
  500,
  'A statistic or layout of this build is at fault; nothing was delivered. Tell the operator.',
  'En statistik eller et layout i denne version er fejlbehæftet; intet er leveret. Sig det til driften.',
];
const closing: ProblemLine = [
  503,
  'The server is closing; send again when it is back.',
  'Serveren er ved at lukke; send igen, når den er tilbage.',
];
const retry: ProblemLine = [
  503,
  'The log could not be written; nothing that was acknowledged is lost. Send the same again, it is never stored twice.',
  'Loggen kunne ikke skrives; intet kvitteret er tabt. Send det samme igen, det gemmes aldrig to gange.',
];

const house: Record<HouseErrorCode, ProblemLine> = {
  'config.invalid': operator,
  'config.open-network': operator,
  'data.kind-differs': operator,
  'data.engine-differs': [
    409,
    'This server keeps its log itself; a snapshot is for processes on an event store. Take a backup.',
    'Denne server har selv sin log; et snapshot er til processer på et hændelseslager. Tag en sikkerhedskopi.',
  ],
  'data.not-found': operator,
  'data.not-empty': [
    409,
    'The directory is not empty; name one that is empty or does not exist.',
    'Kataloget er ikke tomt; angiv et, der er tomt eller ikke findes.',
  ],
  'data.backup-damaged': damaged,
  'projecting.stopped': [
    503,
    'The projections stand still; what is asked for cannot be read until the operator has put that right.',
    'Projektionerne står stille; det ønskede kan ikke læses, før driften har rettet det.',
  ],
  'projecting.rebuilding': [
    409,
    'A rebuild is under way; wait until it is done.',
    'En genopbygning er i gang; vent, til den er færdig.',
  ],
  'projecting.behind': [
    503,
    'The projections have not come that far yet; ask again in a moment.',
    'Projektionerne er endnu ikke nået så langt; spørg igen om lidt.',
  ],
  'view.unknown': [
    404,
    'There is no such view; GET /v1/views shows all.',
    'Visningen findes ikke; GET /v1/views viser alle.',
  ],
  'view.query': [
    400,
    'The view cannot be narrowed in this way; GET /v1/views shows how each can.',
    'Visningen kan ikke afgrænses sådan; GET /v1/views viser, hvordan hver kan.',
  ],
  'view.forbidden': [
    403,
    'The credential may not read those rows; ask for the rows of one of its own reporters.',
    'Adgangen må ikke læse de rækker; bed om rækkerne for en af dens egne indberettere.',
  ],
  'form.unknown': [
    404,
    'There is no form of that serial number; the view overview lists them.',
    'Der er intet skema med det løbenummer; visningen overview viser dem.',
  ],
  'trace.unknown': [
    404,
    'Nothing is known of that person or case; check the number, its kind, or the case id with its reporter and system.',
    'Intet kendes om den person eller sag; kontrollér nummeret og dets art, eller sags-id med indberetter og fagsystem.',
  ],
  'job.unknown': [
    404,
    'There is no such job, or it is remembered no longer; GET /v1/deliveries shows what was delivered.',
    'Jobbet findes ikke eller huskes ikke længere; GET /v1/deliveries viser, hvad der er leveret.',
  ],
  'delivery.unknown': [
    404,
    'There is no such delivery; GET /v1/deliveries shows all.',
    'Leverancen findes ikke; GET /v1/deliveries viser alle.',
  ],
  'delivery.forbidden': [
    403,
    'The credential may not deliver for that reporter; ask for one that may.',
    'Adgangen må ikke levere for den indberetter; bed om en, der må.',
  ],
};

const intake: Record<IntakeErrorCode, ProblemLine> = {
  'intake.too-many-events': [
    413,
    'A call takes at most 10 000 events; send several calls, or a file to /v1/imports.',
    'Et kald tager højst 10.000 hændelser; send flere kald, eller en fil til /v1/imports.',
  ],
  'intake.expected-revision': [
    400,
    'Expected-Revision is a whole number from -1 on and goes with a single event; send the event alone.',
    'Expected-Revision er et helt tal fra -1 og hører til en enkelt hændelse; send hændelsen alene.',
  ],
  'intake.not-a-publisher': [
    403,
    'The credential may not send events; ask for one with the role publish.',
    'Adgangen må ikke sende hændelser; bed om en med rollen publish.',
  ],
  'intake.import-id': [
    400,
    'An import id is 1 to 80 letters, digits, dots, hyphens and underscores and holds no CPR number; choose another.',
    'Et import-id er 1 til 80 bogstaver, cifre, punktummer, bindestreger og understreger uden CPR-nummer; vælg et andet.',
  ],
  'intake.import-not-yours': [
    409,
    'Another credential uses this import id; choose another.',
    'En anden adgang bruger dette import-id; vælg et andet.',
  ],
  'intake.gzip': [
    400,
    'The body is not whole gzip; send it again, or without packing it.',
    'Kroppen er ikke hel gzip; send den igen, eller uden at pakke den.',
  ],
  'intake.month': [400, 'A month is written YYYY-MM.', 'En måned skrives ÅÅÅÅ-MM.'],
  'intake.credential': operator,
  'intake.closed': closing,
};

const json: Record<JsonCode, ProblemLine> = {
  'json-too-large': [
    413,
    'The text is longer than allowed; send it in smaller parts.',
    'Teksten er længere end tilladt; send den i mindre dele.',
  ],
  'json-utf8': [
    400,
    'The text is not valid UTF-8; encode it as UTF-8.',
    'Teksten er ikke gyldig UTF-8; kod den som UTF-8.',
  ],
  'json-syntax': [
    400,
    'The text is not valid JSON; correct its syntax and send it again.',
    'Teksten er ikke gyldig JSON; ret syntaksen, og send den igen.',
  ],
  'json-too-deep': [
    400,
    'The JSON is nested deeper than allowed; nothing sent here needs that depth.',
    'JSON-teksten er indlejret dybere end tilladt; intet her kræver den dybde.',
  ],
  'json-duplicate-key': [
    400,
    'An object holds the same key twice, so its meaning is not certain; send each key once.',
    'Et objekt har den samme nøgle to gange, så betydningen er usikker; send hver nøgle én gang.',
  ],
  'json-forbidden-key': [
    400,
    'An object holds a key that is never accepted (__proto__, constructor or prototype); remove it.',
    'Et objekt har en nøgle, der aldrig modtages (__proto__, constructor eller prototype); fjern den.',
  ],
  'json-lone-surrogate': [
    400,
    'A text holds half a surrogate pair, which no UTF-8 file can keep; send the whole character.',
    'En tekst har et halvt surrogatpar, som ingen UTF-8-fil kan gemme; send hele tegnet.',
  ],
};

const reporting: Record<ReportingErrorCode, ProblemLine> = {
  'period.invalid': [
    400,
    'Not a period; write a quarter like 2026Q1 or a year like 2026.',
    'Ikke en periode; skriv et kvartal som 2026Q1 eller et år som 2026.',
  ],
  'as-of.invalid': [
    400,
    'Not a moment; write an ordinal, a date like 2026-03-31, an instant with its offset, or now.',
    'Ikke et tidspunkt; skriv et løbenummer, en dato som 2026-03-31, et tidspunkt med forskydning, eller now.',
  ],
  'compare.different-statistics': [
    409,
    'The two deliveries are of different statistics or reporters; choose two of the same.',
    'De to leverancer er af forskellige statistikker eller indberettere; vælg to af samme.',
  ],
  'delivery.as-of-ahead': [
    422,
    'A delivery cannot be made as of a moment that is not over; ask for an earlier one, or for now.',
    'En leverance kan ikke laves pr. et tidspunkt, der ikke er forbi; bed om et tidligere, eller om now.',
  ],
  'delivery.as-of-invalid': [
    422,
    'Nothing was recorded at that moment; ask for an ordinal from 1, or for a later moment.',
    'Intet var registreret på det tidspunkt; bed om et løbenummer fra 1, eller et senere tidspunkt.',
  ],
  'delivery.cancelled': [
    503,
    'The delivery was stopped before its end and nothing of it was delivered; order it again.',
    'Leverancen blev standset, og intet af den er leveret; bestil den igen.',
  ],
  'delivery.empty-log': [
    409,
    'The log is empty; send events before something is delivered.',
    'Loggen er tom; send hændelser, før noget leveres.',
  ],
  'delivery.conflict': damaged,
  'delivery.file-name': statisticFault,
  'delivery.not-found': [
    404,
    'There is no such delivery; GET /v1/deliveries shows all.',
    'Leverancen findes ikke; GET /v1/deliveries viser alle.',
  ],
  'delivery.not-delivered-before': [
    409,
    'The period was not delivered yet; deliver it in full before a supplement.',
    'Perioden er ikke leveret endnu; lever den helt før en supplerende leverance.',
  ],
  'delivery.no-supplement': [
    422,
    'A full stock is always delivered whole; deliver it again.',
    'En fuld bestand leveres altid hel; lever den igen.',
  ],
  'delivery.parameter-invalid': [
    422,
    'The statistic takes no such parameter, or its value is not a date; write it like 2012-01-01.',
    'Statistikken har ingen sådan parameter, eller værdien er ikke en dato; skriv den som 2012-01-01.',
  ],
  'delivery.period-kind': [
    422,
    'The statistic is not delivered for that kind of period; GET /v1/statistics shows the kinds.',
    'Statistikken leveres ikke for den slags periode; GET /v1/statistics viser slagsene.',
  ],
  'delivery.reporter-invalid': [
    422,
    'Not a reporter; give the code of a municipality or a provider, or none for the country.',
    'Ikke en indberetter; angiv koden for en kommune eller et tilbud, eller ingen for hele landet.',
  ],
  'delivery.row-key-twice': statisticFault,
  'delivery.statistic-unknown': [
    404,
    'There is no such statistic; GET /v1/statistics shows all.',
    'Statistikken findes ikke; GET /v1/statistics viser alle.',
  ],
  'delivery.supplement-behind': [
    409,
    'A supplement cannot be older than what was delivered last; ask for a later moment.',
    'En supplerende leverance kan ikke være ældre end den seneste; bed om et senere tidspunkt.',
  ],
  'delivery.token-unknown': damaged,
  'delivery.token-unlisted': statisticFault,
  'kept.missing': damaged,
  'kept.damaged': damaged,
  'writer.value-unfit': statisticFault,
};

const log: Record<EventLogErrorCode, ProblemLine> = {
  'log.writer-running': operator,
  'log.not-found': operator,
  'log.format-unknown': operator,
  'log.event-invalid': operator,
  'log.write-failed': retry,
  'log.outcome-unknown': retry,
  'log.read-only': operator,
  'log.closed': closing,
  'log.instant-invalid': [
    400,
    'Not an instant; write it like 2026-03-31T12:00:00Z.',
    'Ikke et tidspunkt; skriv det som 2026-03-31T12:00:00Z.',
  ],
  'log.no-events': [
    422,
    'The log does not reach that ordinal; ask for an earlier one.',
    'Loggen når ikke til det løbenummer; bed om et tidligere.',
  ],
  'log.not-sealed': operator,
  'log.anchor-invalid': operator,
  'log.upcaster-twice': operator,
  'log.not-whole': damaged,
  'log.damaged': damaged,
  'log.connection-invalid': operator,
  'log.unreachable': retry,
  'log.refused': operator,
  'log.server-too-old': operator,
  'log.request-too-large': operator,
  'log.differs': damaged,
  'log.backup-exists': [
    409,
    'The directory already holds a backup; name an empty one.',
    'Kataloget har allerede en sikkerhedskopi; angiv et tomt.',
  ],
};

const vault: Record<VaultErrorCode, ProblemLine> = {
  'vault.master-key-missing': operator,
  'vault.master-key-malformed': operator,
  'vault.master-key-wrong': operator,
  'vault.master-key-exists': operator,
  'vault.not-found': operator,
  'vault.format-unknown': operator,
  'vault.damaged': damaged,
  'vault.backup-exists': [
    409,
    'The directory already holds a backup; name an empty one.',
    'Kataloget har allerede en sikkerhedskopi; angiv et tomt.',
  ],
  'vault.claim-invalid': operator,
  'vault.older-than-log': damaged,
  'vault.differs': operator,
  'vault.busy': [
    503,
    'The vault could not be written just then; nothing of the call was stored. Send the same again.',
    'Hvælvingen kunne ikke skrives lige da; intet af kaldet er gemt. Send det samme igen.',
  ],
  'vault.failed': retry,
  'vault.closed': closing,
};

const queue: ProblemLine = [
  503,
  'Jobs cannot be taken just then. Ask again in a moment; the same order is the same job.',
  'Job kan ikke modtages lige nu. Spørg igen om lidt; den samme ordre er det samme job.',
];
const ended: ProblemLine = [
  409,
  'The job ended before it was done; ask for it again.',
  'Jobbet sluttede, før det var færdigt; bed om det igen.',
];

const jobs: Record<JobsErrorCode, ProblemLine> = {
  'jobs.request-invalid': operator,
  'jobs.too-large': operator,
  'jobs.personal-data': operator,
  'jobs.not-found': [
    404,
    'There is no such job, or it is remembered no longer.',
    'Jobbet findes ikke eller huskes ikke længere.',
  ],
  'jobs.still-ending': [
    409,
    'The job is still ending; ask for it again in a moment.',
    'Jobbet er stadig ved at slutte; bed om det igen om lidt.',
  ],
  'jobs.cancelled': ended,
  'jobs.closing': closing,
  'jobs.lease-lost': ended,
  'jobs.worker-lost': ended,
  'jobs.processor-failed': ended,
  'jobs.child-failed': ended,
  'jobs.closed': closing,
  'jobs.store-failed': queue,
  'jobs.format-unknown': operator,
  'jobs.unreachable': queue,
  'jobs.redis-url': operator,
  'jobs.redis-refused': operator,
  'jobs.redis-too-old': operator,
  'jobs.redis-read-only': operator,
  'jobs.redis-cluster': operator,
  'jobs.redis-loses-jobs': operator,
};

const reference: Record<ReferenceFault, ProblemLine> = {
  'REFERENCE-DATE': [
    400,
    'A date is a calendar day that exists, written YYYY-MM-DD.',
    'En dato er en dag, der findes, skrevet ÅÅÅÅ-MM-DD.',
  ],
  'REFERENCE-INSTANT': [
    400,
    'Not an instant; write it like 2026-03-31T12:00:00Z.',
    'Ikke et tidspunkt; skriv det som 2026-03-31T12:00:00Z.',
  ],
  'REFERENCE-QUARTER': [400, 'Not a quarter; write it like 2026Q1.', 'Ikke et kvartal; skriv det som 2026Q1.'],
  'REFERENCE-LIST-UNKNOWN': [
    404,
    'There is no such code list; GET /v1/code-lists shows all.',
    'Kodelisten findes ikke; GET /v1/code-lists viser alle.',
  ],
  'REFERENCE-CODE-SHAPE': operator,
  'REFERENCE-CODE-OVERLAP': operator,
  'REFERENCE-FILE': operator,
};

/** Every code of the other rooms as a problem over HTTP. */
export const roomProblems: Record<RoomCode, ProblemLine> = {
  ...house,
  ...intake,
  ...json,
  ...reporting,
  ...log,
  ...vault,
  ...jobs,
  ...reference,
};
