import type { AppendOutcome } from '../port.js';
import { packOutcomes, packRequests, unpackOutcomes, unpackRequests } from './packed.js';
import type { PreparedEvent, PreparedRequest } from './prepared.js';

const event = (id: string): PreparedEvent => ({
  id,
  type: 'placement-decided',
  version: 2,
  recordedAt: 1_764_000_000_000,
  content: '{"data":{}',
  middle: `,"id":"${id}","metadata":{},"revision":`,
  tail: ',"stream":"a"}',
});

const requests: readonly PreparedRequest[] = [
  { stream: 'a', expected: 'any', counted: true, events: [event('1'), event('2')] },
  { stream: 'b', expected: -1, counted: true, events: [] },
  { stream: 'c', expected: 3, counted: true, events: [event('3')] },
  { stream: 'd', expected: 0, counted: true, events: [event('4')] },
  { stream: 'seal-1', expected: 'any', counted: false, events: [event('5')] },
];

const outcomes: readonly AppendOutcome[] = [
  {
    kind: 'appended',
    receipts: [
      { id: '1', revision: 0, ordinal: 7, duplicate: true },
      { id: '2', revision: 1, ordinal: 9, duplicate: false },
    ],
  },
  { kind: 'appended', receipts: [] },
  { kind: 'conflict', eventId: '3', revision: 2 },
  { kind: 'wrong-revision', expected: 0, actual: 4 },
  { kind: 'appended', receipts: [{ id: '5', revision: 0, ordinal: null, duplicate: false }] },
];

describe('what goes between the threads', () => {
  it('is the same requests on the other side', () => {
    expect(unpackRequests(structuredClone(packRequests(requests)))).toEqual(requests);
  });

  it('is the same outcomes, with the ids of the requests', () => {
    expect(unpackOutcomes(structuredClone(packOutcomes(outcomes)), requests)).toEqual(outcomes);
  });
});
