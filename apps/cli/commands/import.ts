import { createReadStream, existsSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import { Readable } from 'node:stream';
import type { Command } from 'commander';
import { keepHeapLean } from '#apps/house';
import {
  benchAt,
  checkImportId,
  houseKnowledge,
  validateStream,
  type ImportOutcome,
  type Principal,
  type Refusal,
} from '#libs/intake';
import { CliError } from '../cli-error.js';
import { configOf, endWith, type Context, type Places } from '../context.js';
import { isGzip } from '../is-gzip.js';
import { withWriter } from '../server/with-house.js';
import { count } from '../terminal.js';

interface ImportOptions extends Places {
  readonly importId?: string;
}

/** Refusals shown on the screen; all of them can be had by the import id. */
const shown = 20;

export function importCommands(program: Command, context: Context): void {
  program
    .command('import <file>')
    .description(
      'Takes events from a file of newline-delimited JSON (gzipped or not, - = standard input) under the credential in SAGSSPOR_TOKEN. Resume = the same again.',
    )
    .option('--data <directory>', 'data directory')
    .option('--import-id <id>', 'id under which every receipt can be asked for; made when none is given')
    .action((file: string, options: ImportOptions) => importFile(file, options, context));
  program
    .command('validate <file>')
    .description('Judges the events of a file as intake would, and stores nothing.')
    .action((file: string) => validateFile(file, context));
}

async function importFile(file: string, options: ImportOptions, context: Context): Promise<void> {
  const { terminal, signal } = context;
  const config = configOf(context, options);
  const token = tokenOf(context);
  if (options.importId !== undefined) checkImportId(options.importId);
  const { stream, gzip } = await source(file);
  const outcome = await withWriter(context, config, {
    async here(house) {
      keepHeapLean();
      const principal = house.credentials.authenticate(token);
      if (!principal) throw noCredential('is not known, was revoked or has expired');
      const told = await house.intake.bulkImport(stream, principal, {
        ...(options.importId !== undefined && { importId: options.importId }),
        ...{ gzip, signal },
        onProgress: ({ lines, accepted, refused }) =>
          terminal.progress(`read ${count(lines)} lines: ${count(accepted)} accepted, ${count(refused)} refused …`),
      });
      if (!signal.aborted) await house.projectedTo(house.status().head);
      return told;
    },
    there(server) {
      const query = options.importId === undefined ? '' : `?importId=${encodeURIComponent(options.importId)}`;
      return server.postStream<ImportOutcome>(`/v1/imports${query}`, stream, token, gzip, signal);
    },
  });
  terminal.settle();
  tell(outcome, context);
}

function tell(
  { importId, complete, stopped, lines, accepted, duplicate, refused, refusals }: ImportOutcome,
  context: Context,
): void {
  const { terminal } = context;
  terminal.out(
    `import ${importId}: ${count(lines)} lines, ${count(accepted)} accepted, ${count(duplicate)} there already, ${count(refused)} refused`,
  );
  for (const one of refusals.slice(0, shown))
    for (const refusal of one.refusals) terminal.out(line(one.index, refusal));
  if (refused > shown) terminal.note(`… and more: ask for the receipts of import ${importId}.`);
  if (stopped === 'refusals')
    terminal.note('Ended before its end: too many lines are refused. Mend what is wrong and send the file again.');
  else if (!complete) terminal.note('Stopped before the end; send the same file again to go on.');
  endWith(context, refused > 0 || !complete);
}

const line = (at: number, { rule, field, en }: Refusal): string => `line ${at}: ${rule} ${field || '/'} ${en}`;

async function validateFile(file: string, context: Context): Promise<void> {
  const { terminal } = context;
  const { stream, gzip } = await source(file);
  const everyone: Principal = {
    id: 'validate',
    system: 'validate',
    reporters: ['*'],
    roles: ['publish'],
    synthetic: false,
  };
  const bench = benchAt(new Date(), houseKnowledge);
  let [good, bad] = [0, 0];
  for await (const judged of validateStream(stream, everyone, bench, gzip)) {
    if (judged.refusals.length === 0) good++;
    else if (bad++ < 1000) for (const refusal of judged.refusals) terminal.out(line(judged.line, refusal));
    if (context.signal.aborted) break;
  }
  terminal.out(`${count(good)} would be taken, ${count(bad)} would be refused`);
  endWith(context, bad > 0);
}

async function source(file: string): Promise<{ stream: Readable; gzip: boolean }> {
  if (file === '-') return isGzip(process.stdin);
  const path = isAbsolute(file) ? file : resolve(file);
  if (!existsSync(path)) throw new CliError('cli.file', 'There is no such file; name one, or - for standard input.');
  return isGzip(createReadStream(path));
}

function tokenOf({ env }: Context): string {
  const token = env['SAGSSPOR_TOKEN'];
  if (!token) throw noCredential('is missing');
  // What no header can carry is no token of ours.
  if (!/^[\x21-\x7e]{1,500}$/.test(token)) throw noCredential('is not known, was revoked or has expired');
  return token;
}

const noCredential = (what: string): CliError =>
  new CliError(
    'cli.no-credential',
    `The credential in SAGSSPOR_TOKEN ${what}. Make one with: sagsspor credential create --system <name> --reporter <code> --role publish`,
  );
