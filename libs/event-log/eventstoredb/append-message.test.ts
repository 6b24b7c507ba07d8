import { randomUUID } from 'node:crypto';
import { BatchAppendReq } from '@eventstore/db-client/generated/streams_pb';
import { appendMessage, type NewStoreEvent } from './append-message.js';

const correlation = randomUUID();

const read = (stream: string, events: readonly NewStoreEvent[], after: number | 'any', limit = 10) =>
  BatchAppendReq.deserializeBinary(appendMessage({ stream, events, after }, correlation, limit));

function eventOf(length: number, type: string): NewStoreEvent {
  return { id: randomUUID(), type, contentType: 'application/octet-stream', data: Buffer.alloc(length, length) };
}

describe('the message of an append', () => {
  it('is read by the protocol as the events it was made of, of whatever length', () => {
    const lengths = [0, 1, 50, 70, 100, 127, 128, 129, 600, 16_200, 16_383, 16_384, 20_000, 2_097_152];
    const events = lengths.map((length) => eventOf(length, 'æ'.repeat(1 + (length % 90))));
    const message = read('log.strøm-𝄞', events, 7);
    expect(message.getCorrelationId()!.getString()).toBe(correlation);
    expect(message.getIsFinal()).toBe(true);
    const options = message.getOptions()!;
    expect(Buffer.from(options.getStreamIdentifier()!.getStreamName_asU8()).toString()).toBe('log.strøm-𝄞');
    const proposed = message.getProposedMessagesList();
    expect(proposed.map((one) => Buffer.from(one.getData_asU8()))).toEqual(events.map(({ data }) => data));
    const told = proposed.map((one) => [one.getId()!.getString(), Object.fromEntries(one.getMetadataMap().toObject())]);
    expect(told).toEqual(events.map(({ id, type, contentType }) => [id, { type, 'content-type': contentType }]));
  });

  it.each([0, 127, 128, 2 ** 31, 2 ** 32, Number.MAX_SAFE_INTEGER])('names the exact revision %s', (after) => {
    expect(
      read('s', [eventOf(1, 't')], after)
        .getOptions()!
        .getStreamPosition(),
    ).toBe(String(after));
  });

  it('gives the server a time, not a moment, which would be another one by its clock', () => {
    const append = { stream: 's', events: [eventOf(1, 't')], after: 0 };
    const message = appendMessage(append, correlation, 300);
    // `deadline` (7) of the protocol since 21.10.1, which the client's classes do not know: a Duration of seconds (1).
    expect(message.includes(Buffer.from([(7 << 3) | 2, 3, 1 << 3, 0xac, 0x02]))).toBe(true);
    expect(BatchAppendReq.deserializeBinary(message).getOptions()!.hasDeadline()).toBe(false);
  });

  it('names a stream that is not there yet, or any revision', () => {
    const kind = BatchAppendReq.Options.ExpectedStreamPositionCase;
    expect(
      read('s', [eventOf(1, 't')], -1)
        .getOptions()!
        .getExpectedStreamPositionCase(),
    ).toBe(kind.NO_STREAM);
    expect(
      read('s', [eventOf(1, 't')], 'any')
        .getOptions()!
        .getExpectedStreamPositionCase(),
    ).toBe(kind.ANY);
  });
});
