import { Readable } from 'node:stream';
import type { House } from '#apps/house';
import { eventIdOf, type ImportOutcome, type Principal } from '#libs/intake';
import { synthesize, type ExpectedFinding, type SynthesisOptions } from '#libs/synthesis';
import type { Context } from '../context.js';
import { count } from '../terminal.js';

/** What was published, and the findings that its known faults must give, by our event ids. */
export interface Published {
  readonly outcome: ImportOutcome;
  readonly expected: readonly ExpectedFinding[];
}

/** Makes up the events and sends them through the bulk door, as a case system would. */
export async function publishDemo(
  house: House,
  options: SynthesisOptions,
  principal: Principal,
  { terminal, signal }: Context,
): Promise<Published> {
  const expected: ExpectedFinding[] = [];
  const lines = linesOf(options, (finding) => expected.push(finding));
  const outcome = await house.intake.bulkImport(Readable.from(lines), principal, {
    signal,
    onProgress: ({ lines: read, accepted, duplicate }) =>
      terminal.progress(
        `published ${count(read)} events: ${count(accepted)} taken, ${count(duplicate)} there already …`,
      ),
  });
  const ours = (id: string): string => eventIdOf(principal.system, id);
  return { outcome, expected: expected.map(({ rule, events }) => ({ rule, events: events.map(ours).sort() })) };
}

function* linesOf(options: SynthesisOptions, onExpected: (finding: ExpectedFinding) => void): Generator<Buffer> {
  for (const event of synthesize(options, onExpected)) yield Buffer.from(`${JSON.stringify(event)}\n`);
}
