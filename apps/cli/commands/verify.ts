import type { Command } from 'commander';
import { compareReplica, readAnchor, verifyLog, type LogVerdict, type Seal } from '#libs/event-log';
import { existingKind } from '#apps/house';
import { configOf, endWith, type Context, type Places } from '../context.js';
import { withWriter } from '../server/with-house.js';
import { count } from '../terminal.js';

export function verifyCommands(program: Command, context: Context): void {
  program
    .command('verify')
    .description(
      'Checks the log from its file alone: hashes, order, gaps, seals; with SAGSSPOR_EVENTSTORE also that the event store holds the same. Runs beside a server.',
    )
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
  const { data, eventStore } = configOf(context, options);
  existingKind(data);
  const verdict = await verifyLog(data, {
    ...(options.anchor !== undefined && { anchor: readAnchor(options.anchor) }),
    signal,
    onProgress: (done, of) => terminal.progress(`verified ${count(done)} of ${count(of)} events …`),
  });
  terminal.settle();
  tell(verdict, context);
  const isSame = eventStore === undefined || (await isSameInStore(data, eventStore, verdict.events, context));
  endWith(context, verdict.problems.length > 0 || !isSame);
}

/** The replica may be whole and the store not: what was truncated there after it was read shows only so. */
async function isSameInStore(
  data: string,
  connectionString: string,
  of: number,
  { terminal, signal }: Context,
): Promise<boolean> {
  const onProgress = (done: number): void =>
    terminal.progress(`compared ${count(done)} of ${count(of)} events with the event store …`);
  const place = { connectionString, replicaDirectory: data };
  const { inStore, differsAt } = await compareReplica(place, { signal, onProgress });
  terminal.settle();
  terminal.out(
    differsAt === null
      ? `event store: ${count(inStore)} events, the same`
      : `event store: ${count(inStore)} events, NOT THE SAME from ordinal ${differsAt} on. Something was deleted, truncated or changed there, or the store was restored from an older backup.`,
  );
  return differsAt === null;
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
