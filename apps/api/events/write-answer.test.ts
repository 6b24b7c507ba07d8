import type { Receipt } from '#libs/intake';
import { writeAnswer } from './write-answer.js';

const eventId = '0b52c2f0-37ba-5d0e-8a4f-5d2a9b7f6c11';
const stored: Receipt = {
  ...{
    index: 0,
    id: 'evt-"1"\\ æ\u2028\u{1f600}',
    eventId,
    verdict: 'accepted',
    revision: 7,
    ordinal: 12,
    refusals: [],
  },
};
const refused: Receipt = {
  ...{ index: 1, id: null, eventId: null, verdict: 'refused', revision: null, ordinal: null },
  refusals: [{ rule: 'SYS-shape', field: '/data/"x"', en: 'No.', da: 'Næ.' }],
};

describe('an answer', () => {
  it.each([
    ['of one event', { accepted: 1, duplicate: 0, refused: 0, receipts: [stored] }],
    ['of several', { accepted: 1, duplicate: 0, refused: 1, receipts: [stored, refused] }],
    ['of none', { accepted: 0, duplicate: 0, refused: 0, receipts: [] }],
  ])('%s is written as JSON.stringify writes it', (_, answer) => {
    expect(writeAnswer(answer)).toBe(JSON.stringify(answer));
  });
});
