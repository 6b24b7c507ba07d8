import type { Claim } from '../port.js';

/** What goes in, and every form in which it could be found again. */
const secrets = [
  '010199-3045',
  '670199-3047',
  '123456-9998',
  'U-98765',
  '020398-1234',
  'CASE-4711-Ø',
  'Anna Ærø Jensen',
];
const forms = secrets.flatMap((text) => {
  const plain = [text, text.replaceAll('-', ''), text.toUpperCase(), text.toLowerCase()];
  return plain.flatMap((one) => [
    Buffer.from(one, 'utf8'),
    Buffer.from(one, 'latin1'),
    Buffer.from(one, 'utf16le'),
    Buffer.from(Buffer.from(one).toString('hex')),
    Buffer.from(Buffer.from(one).toString('base64').replace(/=+$/, '')),
  ]);
});

export const namingClaims: Claim[] = [
  { what: 'person', kind: 'cpr', number: secrets[0]! },
  { what: 'person', kind: 'substitute', number: secrets[1]! },
  { what: 'person', kind: 'anonymous', number: secrets[2]!, scope: `751/${secrets[5]}` },
  { what: 'person', kind: 'person-id', number: secrets[3]! },
  { what: 'person', kind: 'unborn', scope: `751/${secrets[4]}` },
  { what: 'case', scope: '751', value: secrets[4]!, owner: 0 },
  { what: 'case', scope: '751', value: secrets[5]!, owner: 0 },
  { what: 'token', use: 'name', scope: '751', value: secrets[6]!, owner: 0 },
  { what: 'token', use: 'identification', scope: '751', value: secrets[0]!, owner: 4 },
];

/** Where and in which form what went in is found again. */
export const foundInClear = (places: Iterable<readonly [name: string, bytes: Buffer]>): string[] =>
  [...places].flatMap(([name, bytes]) =>
    forms.filter((form) => bytes.includes(form)).map((form) => `${name}: ${form.toString('latin1')}`),
  );
