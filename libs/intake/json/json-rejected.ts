/** Why a text was not taken as JSON. Stable: senders may build on these codes. */
export type JsonCode =
  | 'json-too-large'
  | 'json-utf8'
  | 'json-syntax'
  | 'json-too-deep'
  | 'json-duplicate-key'
  | 'json-forbidden-key'
  | 'json-lone-surrogate';

const sentences: Record<JsonCode, { en: string; da: string }> = {
  'json-too-large': {
    en: 'The text is longer than allowed; send it in smaller parts.',
    da: 'Teksten er længere end tilladt; send den i mindre dele.',
  },
  'json-utf8': {
    en: 'The text is not valid UTF-8; encode it as UTF-8.',
    da: 'Teksten er ikke gyldig UTF-8; kod den som UTF-8.',
  },
  'json-syntax': {
    en: 'The text is not valid JSON; correct its syntax and send it again.',
    da: 'Teksten er ikke gyldig JSON; ret syntaksen og send den igen.',
  },
  'json-too-deep': {
    en: 'The JSON is nested deeper than allowed; no event needs that depth.',
    da: 'JSON-teksten er indlejret dybere end tilladt; ingen hændelse kræver den dybde.',
  },
  'json-duplicate-key': {
    en: 'An object holds the same key twice, so its meaning is not certain; send each key once.',
    da: 'Et objekt har den samme nøgle to gange, så betydningen er usikker; send hver nøgle én gang.',
  },
  'json-forbidden-key': {
    en: 'An object holds a key that is never accepted (__proto__, constructor or prototype); remove it.',
    da: 'Et objekt har en nøgle, der aldrig modtages (__proto__, constructor eller prototype); fjern den.',
  },
  'json-lone-surrogate': {
    en: 'A text holds half a surrogate pair, which no UTF-8 file can keep; send the whole character.',
    da: 'En tekst har et halvt surrogatpar, som ingen UTF-8-fil kan gemme; send hele tegnet.',
  },
};

/** The text is not JSON that we take. Its message never repeats the text. */
export class JsonRejected extends Error {
  override readonly name = 'JsonRejected';
  readonly en: string;
  readonly da: string;

  constructor(readonly code: JsonCode) {
    super(sentences[code].en);
    this.en = sentences[code].en;
    this.da = sentences[code].da;
  }
}
