import { EventLogError } from '../event-log-error.js';

/** An event of `$all` as it comes over the wire: all that a log needs of it. */
export interface StoreRecord {
  readonly id: string;
  readonly streamId: string;
  readonly revision: number;
  readonly type: string;
  readonly data: Buffer;
  /** Its place in the store. */
  readonly commit: number;
  readonly prepare: number;
}

/**
 * Takes the server's answer to a reading apart: a `ReadResp` of the protocol's `streams.proto`, of which one field in ten is needed here.
 * The client makes seven objects and four whole numbers of any size for each event, and takes three times as long.
 * @returns null for what is no event (where the store ends, say), or one that is only linked to.
 * @throws EventLogError `log.damaged`.
 */
export function readRecord(bytes: Buffer): StoreRecord | null {
  const response = new Fields(bytes, 0, bytes.length);
  while (response.next())
    if (response.field === 1) {
      const event = response.inside();
      while (event.next()) if (event.field === 1) return recordIn(event.inside());
    }
  return null;
}

const nothing = Buffer.alloc(0);

function recordIn(fields: Fields): StoreRecord {
  let [id, streamId, type] = ['', '', ''];
  let [revision, prepare, commit] = [0, 0, 0];
  let data: Buffer = nothing;
  while (fields.next())
    switch (fields.field) {
      case 1:
        id = fields.textInside(2);
        break;
      case 2:
        streamId = fields.textInside(3);
        break;
      case 3:
        revision = fields.number;
        break;
      case 4:
        prepare = fields.number;
        break;
      case 5:
        commit = fields.number;
        break;
      case 6:
        // A pair of the record's own properties, its type among them.
        if (fields.textInside(1) === 'type') type = fields.textInside(2);
        break;
      case 8:
        data = fields.bytes;
    }
  return { id, streamId, revision, type, data, commit, prepare };
}

/** The fields of a message of Protocol Buffers, one after the other. */
class Fields {
  field = 0;
  /** Of a field that is a whole number. */
  number = 0;
  /** Where the bytes of any other begin and end. */
  #from = 0;
  #to = 0;

  constructor(
    private readonly buffer: Buffer,
    private at: number,
    private readonly end: number,
  ) {}

  next(): boolean {
    if (this.at >= this.end) return false;
    const key = this.#varint();
    this.field = key >>> 3;
    switch (key & 7) {
      case 0:
        this.number = this.#varint();
        return true;
      case 1:
        return this.#span(8);
      case 2:
        return this.#span(this.#varint());
      case 5:
        return this.#span(4);
      default:
        throw damaged();
    }
  }

  /** Of a field that is a message. */
  inside(): Fields {
    return new Fields(this.buffer, this.#from, this.#to);
  }

  get bytes(): Buffer {
    return this.buffer.subarray(this.#from, this.#to);
  }

  /** A field of text in the message that this field is. */
  textInside(field: number): string {
    const inner = this.inside();
    let text = '';
    while (inner.next()) if (inner.field === field) text = this.buffer.toString('utf8', inner.#from, inner.#to);
    return text;
  }

  #span(length: number): true {
    this.#from = this.at;
    this.#to = this.at += length;
    if (this.#to > this.end) throw damaged();
    return true;
  }

  /** Exact up to 2^53. */
  #varint(): number {
    let [value, factor] = [0, 1];
    for (;;) {
      const byte = this.buffer[this.at++]!;
      value += (byte & 0x7f) * factor;
      if (!(byte & 0x80)) return value;
      factor *= 128;
    }
  }
}

const damaged = (): EventLogError =>
  new EventLogError(
    'log.damaged',
    'An answer of the event store is no message that it sends: it was changed on its way. Find out what stands between; the log is read no further.',
  );
