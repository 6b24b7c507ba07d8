/** Status, and the sentence that says what to do, English and Danish. */
export type ProblemLine = readonly [status: number, en: string, da: string];

/** What the API itself finds wrong with a request. */
export const apiProblems = {
  // The message
  'request.malformed': [
    400,
    'The request is not HTTP that can be read; check the client, the URL and the lengths it states.',
    'Forespørgslen er ikke HTTP, der kan læses; kontrollér klienten, adressen og de angivne længder.',
  ],
  'request.timeout': [
    408,
    'The request did not arrive in time; send it again over a steadier connection.',
    'Forespørgslen kom ikke frem i tide; send den igen over en bedre forbindelse.',
  ],
  'url.too-long': [
    414,
    'The URL is longer than any that is asked for here; put less into it.',
    'Adressen er længere, end nogen her kan være; sæt mindre ind i den.',
  ],
  'url.cpr-number': [
    400,
    'The URL holds something that looks like a CPR number; such a number is sent in the body of POST /v1/trace only.',
    'Adressen indeholder noget, der ligner et CPR-nummer; et sådant sendes kun i kroppen på POST /v1/trace.',
  ],
  'headers.too-large': [
    431,
    'The headers of the request are too large; send fewer.',
    'Forespørgslens felter fylder for meget; send færre.',
  ],
  'header.invalid': [
    400,
    'A header of the request does not have its form; Expected-Revision is a whole number from -1 on.',
    'Et felt i forespørgslens hoved har ikke den rigtige form; Expected-Revision er et helt tal fra -1.',
  ],
  // The route
  'route.unknown': [
    404,
    'There is nothing at this address; the documentation at / lists every operation.',
    'Der findes intet på denne adresse; dokumentationen på / viser alle kald.',
  ],
  'method.not-allowed': [
    405,
    'This address does not take that method; the Allow header names those it takes.',
    'Adressen tager ikke den metode; Allow viser dem, den tager.',
  ],
  'accept.none': [
    406,
    'The answer cannot be had in a media type that the request accepts; ask for one that is offered.',
    'Svaret findes ikke i en medietype, som forespørgslen accepterer; bed om en af de tilbudte.',
  ],
  'query.unknown': [
    400,
    'A query parameter is not one of this operation; use those that are allowed.',
    'En parameter hører ikke til dette kald; brug de tilladte.',
  ],
  'query.invalid': [
    400,
    'A query parameter does not have its form; see the parameters named.',
    'En parameter har ikke den rigtige form; se de nævnte parametre.',
  ],
  'query.paging-of-stream': [
    400,
    'A file holds every row; leave limit and after out, or ask for JSON.',
    'En fil har alle rækker; udelad limit og after, eller bed om JSON.',
  ],
  // The body
  'body.too-large': [
    413,
    'The body is longer than this server takes; send smaller batches, or a file to /v1/imports.',
    'Kroppen er længere, end serveren tager; send mindre bundter, eller en fil til /v1/imports.',
  ],
  'body.media-type': [
    415,
    'The body is not in a media type that this operation takes, as UTF-8; send one that is accepted.',
    'Kroppen er ikke i en medietype, som kaldet tager, i UTF-8; send en, der modtages.',
  ],
  'body.encoding': [
    415,
    'The body is packed in a way that this operation does not take; only /v1/imports takes gzip.',
    'Kroppen er pakket på en måde, kaldet ikke tager; kun /v1/imports tager gzip.',
  ],
  'body.invalid': [
    422,
    'The body does not have the form of this operation; see the fields named.',
    'Kroppen har ikke den form, kaldet har; se de nævnte felter.',
  ],
  'events.batch-expected': [
    400,
    'A batch is a JSON list of events; send a single event as application/cloudevents+json.',
    'Et bundt er en JSON-liste af hændelser; send en enkelt hændelse som application/cloudevents+json.',
  ],
  'events.refused': [
    422,
    'The event was refused and not stored; each refusal says which field and what to do.',
    'Hændelsen er afvist og ikke gemt; hver afvisning siger hvilket felt, og hvad der skal gøres.',
  ],
  // Who asks
  'credential.missing': [
    401,
    'The request carries no credential; send Authorization: Bearer and the token.',
    'Forespørgslen har ingen adgang med; send Authorization: Bearer og nøglen.',
  ],
  'credential.invalid': [
    401,
    'The credential is not known, or it is expired or revoked; ask the operator for another.',
    'Adgangen kendes ikke, eller den er udløbet eller trukket tilbage; bed driften om en ny.',
  ],
  'role.missing': [
    403,
    'The credential does not have the role of this operation; ask the operator for one that does.',
    'Adgangen har ikke den rolle, kaldet kræver; bed driften om en, der har.',
  ],
  // What is asked for
  'event.unknown': [
    404,
    'No event of that id is known for this case system; check the id, or send the event.',
    'Ingen hændelse med det id kendes for dette fagsystem; kontrollér id, eller send hændelsen.',
  ],
  'import.unknown': [
    404,
    'No import of that id is known for this case system; check the import id.',
    'Ingen import med det id kendes for dette fagsystem; kontrollér id.',
  ],
  'code-list.unknown': [
    404,
    'There is no such code list; GET /v1/code-lists shows all.',
    'Kodelisten findes ikke; GET /v1/code-lists viser alle.',
  ],
  'event-type.unknown': [
    404,
    'There is no such event type; GET /v1/event-types shows all.',
    'Hændelsestypen findes ikke; GET /v1/event-types viser alle.',
  ],
  // The server
  'server.busy': [
    429,
    'The server has as many requests under way as it takes; wait a second and send again.',
    'Serveren har så mange forespørgsler i gang, som den tager; vent et sekund, og send igen.',
  ],
  'server.closing': [
    503,
    'The server is closing; send again when it is back.',
    'Serveren er ved at lukke; send igen, når den er tilbage.',
  ],
  'server.not-ready': [
    503,
    'The projections stand still, or the event store is away; what is read may be old. The operator finds the reason in the log.',
    'Projektionerne står stille, eller hændelseslageret er væk; det læste kan være gammelt. Driften finder årsagen i loggen.',
  ],
  'server.disk': [
    503,
    'The server could not read or write on its disk; send again when the operator has seen to its room and rights. What was acknowledged is kept.',
    'Serveren kunne ikke læse eller skrive på sin disk; send igen, når driften har set til dens plads og rettigheder. Det, der er kvitteret for, er bevaret.',
  ],
  'server.failed': [
    500,
    'The server failed at this request; send it again, and tell the operator the request id if it fails again.',
    'Serveren fejlede ved forespørgslen; send den igen, og oplys driften om dens id, hvis det sker igen.',
  ],
} as const satisfies Record<string, ProblemLine>;

export type ApiProblemCode = keyof typeof apiProblems;
