import { execFileSync } from 'node:child_process';

/** Reads in a process of its own: the reader is an ES module that a CommonJS test cannot load. */
const script = `
  import { parquetMetadata, parquetReadObjects } from 'hyparquet';
  const chunks = [];
  for await (const chunk of process.stdin) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
  const { schema, row_groups } = parquetMetadata(file);
  const rows = await parquetReadObjects({ file });
  const plain = (name, value) => (typeof value === 'bigint' ? Number(value) : (value ?? null));
  process.stdout.write(JSON.stringify({
    columns: schema.slice(1).map(({ name }) => name),
    groups: row_groups.length,
    rows,
  }, plain));
`;

/** A Parquet file as an independent reader sees it: whole numbers as numbers, dates as instants of their midnight in UTC. */
export interface ParquetContent {
  readonly columns: readonly string[];
  readonly groups: number;
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

export const readParquet = (bytes: Uint8Array): ParquetContent =>
  JSON.parse(
    execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
      input: bytes,
      maxBuffer: 256 * 1024 * 1024,
      cwd: process.cwd(),
    }).toString('utf8'),
  ) as ParquetContent;
