import { Writable } from 'node:stream';
import { gatherWrites } from './gather-writes.js';

/** A stream that notes how many writes came as one, and what they said. */
function noting(): { readonly stream: Writable; readonly pieces: number[]; said(): string } {
  const pieces: number[] = [];
  let said = '';
  const stream = new Writable({
    decodeStrings: false,
    write(chunk: string, _encoding, done) {
      pieces.push(1);
      said += chunk;
      done();
    },
    writev(chunks, done) {
      pieces.push(chunks.length);
      for (const { chunk } of chunks) said += chunk as string;
      done();
    },
  });
  gatherWrites(stream);
  return { stream, pieces, said: () => said };
}

const nextTurn = (): Promise<void> => new Promise((next) => setImmediate(next));

describe('what is written in one turn', () => {
  it('goes out in pieces of eight, in its order, and nothing is held back', async () => {
    const { stream, pieces, said } = noting();
    const letters = 'abcdefghijklmnopqrst';
    for (const letter of letters) stream.write(letter);
    await nextTurn();
    expect({ pieces, said: said() }).toEqual({ pieces: [8, 8, 4], said: letters });
    stream.write('u');
    await nextTurn();
    expect({ pieces, said: said() }).toEqual({ pieces: [8, 8, 4, 1], said: `${letters}u` });
  });

  it('goes out with the end of the stream', async () => {
    const { stream, said } = noting();
    stream.write('a');
    stream.write('b');
    await new Promise<void>((ended) => stream.end(ended));
    expect(said()).toBe('ab');
  });
});
