/** An event on its way into the store. */
export interface NewStoreEvent {
  /** A UUID in lower case. */
  readonly id: string;
  readonly type: string;
  readonly contentType: 'application/octet-stream' | 'application/json';
  readonly data: Buffer;
}

/** One append to one stream, all or nothing. */
export interface StoreAppend {
  readonly stream: string;
  readonly events: readonly NewStoreEvent[];
  /** Revision of the newest event there, -1 for a stream that is not there yet. */
  readonly after: number | 'any';
}

/**
 * Writes an append as the server reads it: a `BatchAppendReq` of the protocol's `streams.proto`. The client makes five objects for each event and
 * writes each out twice, which takes as long as all else of an append.
 * @param correlation a UUID that comes back in the answer.
 * @param limit seconds after which the server gives up. The client names a moment instead, which a clock that is behind has passed already.
 */
export function appendMessage({ stream, events, after }: StoreAppend, correlation: string, limit: number): Buffer {
  const nameSize = fieldSize(Buffer.byteLength(stream));
  const timeSize = 1 + varintSize(limit);
  const afterSize = after === 'any' || after === -1 ? fieldSize(0) : 1 + varintSize(after);
  const optionsSize = fieldSize(nameSize) + afterSize + fieldSize(timeSize);
  const sizes = events.map(sizeOf);
  const headSize = fieldSize(idSize) + fieldSize(optionsSize);
  const out = new Out(sizes.reduce((sum, size) => sum + fieldSize(size), headSize) + 2);
  out.id(1, correlation);
  out.begin(2, optionsSize);
  out.begin(1, nameSize).text(3, stream);
  if (after === 'any') out.begin(4, 0);
  else if (after === -1) out.begin(3, 0);
  else out.number(2, after);
  out.begin(7, timeSize).number(1, limit);
  for (const [at, { id, type, contentType, data }] of events.entries()) {
    out.begin(3, sizes[at]!);
    out.id(1, id);
    out.begin(2, pairSize('type', type)).text(1, 'type').text(2, type);
    out.begin(2, pairSize('content-type', contentType)).text(1, 'content-type').text(2, contentType);
    out.begin(4, data.length).raw(data);
  }
  // It is all there is of the append.
  out.number(4, 1);
  return out.bytes;
}

const sizeOf = ({ type, contentType, data }: NewStoreEvent): number =>
  fieldSize(idSize) +
  fieldSize(pairSize('type', type)) +
  fieldSize(pairSize('content-type', contentType)) +
  fieldSize(data.length);

const pairSize = (name: string, value: string): number => fieldSize(name.length) + fieldSize(Buffer.byteLength(value));

/** With its key and its length. */
const fieldSize = (length: number): number => 1 + varintSize(length) + length;

function varintSize(value: number): number {
  let size = 1;
  for (let left = value; left >= 0x80; left = Math.floor(left / 0x80)) size++;
  return size;
}

const idSize = fieldSize(36);

/** Fields of a message of Protocol Buffers, one after the other. */
class Out {
  readonly bytes: Buffer;
  #at = 0;

  constructor(size: number) {
    this.bytes = Buffer.allocUnsafeSlow(size);
  }

  /** A field whose content, of so many bytes, follows. */
  begin(field: number, length: number): this {
    this.bytes[this.#at++] = (field << 3) | 2;
    return this.#varint(length);
  }

  text(field: number, text: string): this {
    this.begin(field, Buffer.byteLength(text));
    this.#at += this.bytes.write(text, this.#at);
    return this;
  }

  /** A `UUID` in its form as text. */
  id(field: number, id: string): this {
    return this.begin(field, idSize).text(2, id);
  }

  number(field: number, value: number): this {
    this.bytes[this.#at++] = field << 3;
    return this.#varint(value);
  }

  raw(data: Buffer): this {
    this.#at += data.copy(this.bytes, this.#at);
    return this;
  }

  #varint(value: number): this {
    let left = value;
    for (; left >= 0x80; left = Math.floor(left / 0x80)) this.bytes[this.#at++] = (left % 0x80) | 0x80;
    this.bytes[this.#at++] = left;
    return this;
  }
}
