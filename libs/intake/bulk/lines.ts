const LF = 0x0a;
const CR = 0x0d;

/** A line with its number, from 1; `bytes` is undefined when the line is longer than allowed. */
export interface Line {
  readonly number: number;
  readonly bytes: Buffer | undefined;
}

/**
 * Splits a stream into lines, those of one chunk at a time. Blank lines are counted and left out. Holds no more than one
 * chunk and `longest` bytes, however long a line is.
 */
export async function* linesOf(stream: AsyncIterable<Uint8Array>, longest: number): AsyncGenerator<Line[]> {
  let number = 0;
  let held: Buffer[] = [];
  let length = 0;

  const take = (end: Buffer): Line | undefined => {
    length += end.length;
    const tooLong = length > longest;
    const bytes = tooLong ? undefined : held.length === 0 ? end : Buffer.concat([...held, end]);
    held = [];
    length = 0;
    number++;
    return bytes && isBlank(bytes) ? undefined : { number, bytes };
  };

  for await (const piece of stream) {
    const chunk = Buffer.isBuffer(piece) ? piece : Buffer.from(piece);
    const lines: Line[] = [];
    let from = 0;
    for (let end = chunk.indexOf(LF); end !== -1; end = chunk.indexOf(LF, from)) {
      const line = take(chunk.subarray(from, end));
      if (line) lines.push(line);
      from = end + 1;
      // A packed file of a few KB can hold a hundred million empty lines.
      for (; chunk[from] === LF; from++) number++;
    }
    const rest = chunk.subarray(from);
    length += rest.length;
    if (length > longest) held = [];
    else if (rest.length > 0) held.push(rest);
    if (lines.length > 0) yield lines;
  }
  if (length === 0) return;
  const last = take(Buffer.alloc(0));
  if (last) yield [last];
}

function isBlank(bytes: Buffer): boolean {
  for (const byte of bytes) if (byte !== 0x20 && byte !== 0x09 && byte !== CR) return false;
  return true;
}
