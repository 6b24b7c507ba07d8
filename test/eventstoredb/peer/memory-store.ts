/** An event as the store keeps it. */
export interface StoreRecord {
  readonly stream: string;
  readonly revision: bigint;
  readonly id: string;
  readonly type: string;
  readonly contentType: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
  /** Of the log as a whole; grows, and is not dense. */
  readonly position: bigint;
}

export type NewRecord = Pick<StoreRecord, 'id' | 'type' | 'contentType' | 'data' | 'metadata'>;

export type Expected = 'any' | 'no_stream' | 'stream_exists' | bigint;

export type Stored =
  | { readonly kind: 'stored'; readonly revision: bigint; readonly position: bigint }
  /** null = there is no such stream. */
  | { readonly kind: 'wrong'; readonly current: bigint | null }
  | { readonly kind: 'deleted' };

const tombstone = 2n ** 63n - 1n;
const nothing = new Uint8Array();

/** What a node keeps, in memory; all nodes of a cluster share one. */
export class MemoryStore {
  #records: StoreRecord[] = [];
  readonly #streams = new Map<string, StoreRecord[]>();
  /** Revisions before this one are not shown in the stream; they stay in the log until it is scavenged. */
  readonly #hidden = new Map<string, bigint>();
  #position = 0n;
  readonly #listeners = new Set<() => void>();

  constructor() {
    // A store of its own begins with events of the server's.
    this.append('$scavenges', 'any', [json('$metadata', '{}')]);
  }

  get records(): readonly StoreRecord[] {
    return this.#records;
  }

  head(stream: string): bigint {
    return this.#streams.get(stream)?.at(-1)?.revision ?? -1n;
  }

  /** What a reader of the stream is shown; null for a stream that is not there, or was deleted. */
  shown(stream: string): readonly StoreRecord[] | 'deleted' | null {
    const all = this.#streams.get(stream);
    if (!all) return null;
    if (this.head(stream) === tombstone) return 'deleted';
    const from = this.#hidden.get(stream) ?? 0n;
    const shown = all.filter(({ revision }) => revision >= from);
    return shown.length > 0 ? shown : null;
  }

  /** By the rules of the server: the same ids at the same exact place are the append of before, whatever they carry. */
  append(stream: string, expected: Expected, events: readonly NewRecord[]): Stored {
    const head = this.head(stream);
    if (head === tombstone) return { kind: 'deleted' };
    if (expected === 'any' || expected === 'stream_exists') return this.#write(stream, head, events);
    const after = expected === 'no_stream' ? -1n : expected;
    if (after === head) return this.#write(stream, head, events);
    const before = this.#streams.get(stream) ?? [];
    const known = events.map((event, at) => {
      const there = before.find(({ revision }) => revision === after + 1n + BigInt(at));
      return there?.id === event.id ? there : undefined;
    });
    if (known.length === 0 || known.includes(undefined)) return { kind: 'wrong', current: head === -1n ? null : head };
    return { kind: 'stored', revision: known.at(-1)!.revision, position: known.at(-1)!.position };
  }

  /** The stream reads as not there, and goes on with its old numbers. */
  softDelete(stream: string): void {
    this.#hidden.set(stream, this.head(stream) + 1n);
    this.append(`$$${stream}`, 'any', [json('$metadata', `{"$tb":${tombstone}}`)]);
  }

  /** The stream is gone for good. */
  tombstone(stream: string): void {
    this.#write(stream, tombstone - 1n, [json('$streamDeleted', '')]);
  }

  /** Takes out for good what a scavenge takes, or a backup that is too old. */
  lose(lost: (record: StoreRecord) => boolean): void {
    this.#records = this.#records.filter((record) => !lost(record));
    for (const [stream, records] of this.#streams)
      this.#streams.set(
        stream,
        records.filter((record) => !lost(record)),
      );
  }

  /** Calls back at every append, and gives what stops it. */
  onAppend(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** What the metadata of a stream say of the revisions to be shown. */
  #limit(stream: string, { data }: StoreRecord): void {
    const { $tb } = JSON.parse(new TextDecoder().decode(data)) as { $tb?: number };
    if ($tb !== undefined && $tb <= Number.MAX_SAFE_INTEGER) this.#hidden.set(stream, BigInt($tb));
  }

  #write(stream: string, head: bigint, events: readonly NewRecord[]): Stored {
    const list = this.#streams.get(stream) ?? [];
    this.#streams.set(stream, list);
    for (const [at, event] of events.entries()) {
      const record = { ...event, stream, revision: head + 1n + BigInt(at), position: this.#position };
      this.#position += 120n + BigInt(event.data.length);
      this.#records.push(record);
      list.push(record);
    }
    if (stream.startsWith('$$')) this.#limit(stream.slice(2), list.at(-1)!);
    for (const listener of this.#listeners) listener();
    return { kind: 'stored', revision: head + BigInt(events.length), position: list.at(-1)?.position ?? 0n };
  }
}

let made = 0;
const json = (type: string, text: string): NewRecord => ({
  id: `00000000-0000-4000-9000-${(++made).toString(16).padStart(12, '0')}`,
  type,
  contentType: 'application/json',
  data: new TextEncoder().encode(text),
  metadata: nothing,
});
