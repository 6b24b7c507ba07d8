import { Option, type Command } from 'commander';
import type { TraceLine, TraceRequest } from '#apps/house';
import { CliError } from '../cli-error.js';
import { configOf, type Context, type Places } from '../context.js';
import { withReader } from '../server/with-house.js';

interface TraceOptions extends Places {
  readonly pseudonym?: string;
  readonly numberKind: 'cpr' | 'substitute' | 'person-id';
  readonly reporter?: string;
  readonly system?: string;
  readonly json?: true;
}

export function traceCommand(program: Command, context: Context): void {
  program
    .command('trace')
    .description(
      'Every event about a child or a case: who said it, when, what it moved, in which delivery it went out. The number or case id is read from standard input, so that it stands in no history and no list of processes.',
    )
    .option('--data <directory>', 'data directory')
    .option('--pseudonym <pseudonym>', 'a child by its pseudonym; nothing is read from standard input then')
    .addOption(
      new Option('--number-kind <kind>', 'kind of the number on standard input')
        .choices(['cpr', 'substitute', 'person-id'])
        .default('cpr'),
    )
    .option('--reporter <code>', 'standard input holds a case id of this reporter …')
    .option('--system <name>', '… and of this case system')
    .option('--json', 'as JSON lines, with the content of each event')
    .action(async (options: TraceOptions) => {
      const about = await requestOf(options);
      await withReader(configOf(context, options), async ({ tables, operator }) => {
        for (const line of await tables.trace(about, operator))
          context.terminal.out(options.json ? JSON.stringify(line) : textOf(line));
      });
    });
}

async function requestOf({ pseudonym, numberKind, reporter, system }: TraceOptions): Promise<TraceRequest> {
  if (pseudonym !== undefined) return { pseudonym };
  const text = await lineOfStandardInput();
  if (reporter === undefined && system === undefined) return { kind: numberKind, number: text };
  if (reporter === undefined || system === undefined)
    throw new CliError('cli.usage', 'A case is named by its id, --reporter and --system; give both.');
  return { caseId: text, reporter, system };
}

async function lineOfStandardInput(): Promise<string> {
  let text = '';
  for await (const chunk of process.stdin) {
    text += String(chunk);
    if (text.includes('\n') || text.length > 300) break;
  }
  const line = text.split('\n')[0]!.trim();
  if (line === '') throw new CliError('cli.usage', 'Give the number or the case id on standard input, or --pseudonym.');
  return line;
}

function textOf({ ordinal, recordedAt, type, system, principal, moved, deliveries }: TraceLine): string {
  return [
    `${ordinal}  ${recordedAt}  ${type}  by ${system} (${principal})`,
    ...moved.map(
      ({ projection, kind, key, date, gone }) =>
        `    ${gone ? 'withdrew' : 'moved'} ${projection} ${kind} ${key}${date && ` of ${date}`}`,
    ),
    ...deliveries.map(
      ({ id, row, effect }) => `    ${effect === 'delivered' ? 'delivered in' : 'makes outdated'} ${id}, row ${row}`,
    ),
  ].join('\n');
}
