import type { Command } from 'commander';
import { readAnchor, verifyLog, type LogVerdict, type Seal } from '#libs/event-log';
import { existingKind } from '#apps/house';
import { configOf, endWith, type Context, type Places } from '../context.js';
import { withWriter } from '../server/with-house.js';
import { count } from '../terminal.js';

export function verifyCommands(program: Command, context: Context): void {
  program
    .command('verify')
    .description('Checks the log from its file alone: hashes, order, gaps, seals. Runs beside a server.')
    .option('--data <directory>', 'data directory')
    .option('--anchor <file>', 'a seal head kept elsewhere (anchor.json); without one, the seals in the file itself')
    .action((options: Places & { anchor?: string }) => verify(options, context));
  program
    .command('seal')
    .description(
      'Seals the log up to its head and writes the head to anchor.json; keep a copy where who can write the log cannot.',
    )
    .option('--data <directory>', 'data directory')
    .action(async (options: Places) => {
      const seal = await withWriter<Seal | undefined>(context, configOf(context, options), {
        here: (house) => house.seal(),
        there: async (server) =>
          (await server.post<{ seal: Seal | null }>('/v1/seals', undefined, context.signal)).seal ?? undefined,
      });
      context.terminal.out(
        seal ? `sealed up to ordinal ${seal.to}, head ${seal.root}` : 'The log is empty; there is nothing to seal.',
      );
    });
}

async function verify(options: Places & { anchor?: string }, context: Context): Promise<void> {
  const { terminal, signal } = context;
  const { data } = configOf(context, options);
  existingKind(data);
  const verdict = await verifyLog(data, {
    ...(options.anchor !== undefined && { anchor: readAnchor(options.anchor) }),
    signal,
    onProgress: (done, of) => terminal.progress(`verified ${count(done)} of ${count(of)} events …`),
  });
  terminal.settle();
  tell(verdict, context);
  endWith(context, verdict.problems.length > 0);
}

function tell({ events, seals, problems, furtherProblems, protectedTo }: LogVerdict, { terminal }: Context): void {
  for (const { code, ordinal, stream, sentence } of problems)
    terminal.out(
      `${code}${ordinal === undefined ? '' : ` at ordinal ${ordinal}`}${stream === undefined ? '' : ` in ${stream}`}: ${sentence}`,
    );
  if (furtherProblems > 0) terminal.out(`and ${count(furtherProblems)} more problems`);
  terminal.out(`${count(events)} events, ${seals} seals, ${problems.length === 0 ? 'no problem found' : 'NOT WHOLE'}`);
  if (protectedTo < events)
    terminal.out(`Ordinals ${protectedTo + 1} to ${events} lie after the last seal head and are not yet protected.`);
}
