import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import type { Command } from 'commander';
import { reportSynthesis, reportTable, writeSynthesis, type SynthesisOptions } from '#libs/synthesis';
import { wholeNumber, type Context } from '../context.js';
import { count } from '../terminal.js';

interface Options {
  readonly seed: string;
  readonly municipality?: readonly string[];
  readonly municipalities?: string;
  readonly from: string;
  readonly to: string;
  readonly end?: string;
  readonly scale: string;
  readonly faults?: true;
  readonly output: string;
  readonly expected?: string;
  readonly report?: true;
}

export function synthesizeCommand(program: Command, context: Context): void {
  program
    .command('synthesize')
    .description(
      "Makes up events of children's cases, the same for the same seed: newline-delimited CloudEvents. Only a demo's data directory marks what it takes as synthetic; import them nowhere else.",
    )
    .option('--seed <seed>', 'another seed makes other children', 'sagsspor')
    .option('--municipality <codes...>', 'these municipalities')
    .option('--municipalities <count>', 'or so many of them; all 98 when neither is given')
    .option('--from <year>', 'first year', '2022')
    .option('--to <year>', 'last year', '2023')
    .option('--end <day>', 'last day anything is told on; the end of the last year when not given')
    .option('--scale <factor>', '1 = the size of Denmark', '1')
    .option('--faults', 'with a known share of faults')
    .option('--output <file>', 'file to write; - = standard output', '-')
    .option('--expected <file>', 'file for the findings to expect of the faults, a JSON object a line')
    .option('--report', 'instead: count what is made and set it beside the published figures')
    .action((options: Options) => synthesize(options, context));
}

async function synthesize(options: Options, { terminal }: Context): Promise<void> {
  const wanted = optionsOf(options);
  if (options.report) return terminal.out(reportTable(reportSynthesis(wanted)));
  const to = options.output === '-' ? process.stdout : createWriteStream(options.output);
  const expected = options.expected === undefined ? undefined : createWriteStream(options.expected);
  const { events, expectedFindings } = await writeSynthesis(wanted, to, {
    ...(expected && { expected }),
    onProgress: (made) => terminal.progress(`${count(made)} events …`),
  });
  for (const stream of [to, expected])
    if (stream && stream !== process.stdout) {
      stream.end();
      await finished(stream);
    }
  terminal.settle();
  terminal.note(`${count(events)} events, ${count(expectedFindings)} findings to expect`);
}

function optionsOf({ seed, municipality, municipalities, from, to, end, scale, faults }: Options): SynthesisOptions {
  return {
    seed,
    ...(municipality && { municipalities: municipality }),
    ...(municipalities !== undefined && { municipalities: wholeNumber(municipalities, '--municipalities') }),
    years: [wholeNumber(from, '--from'), wholeNumber(to, '--to')],
    scale: Number(scale),
    faults: faults === true,
    ...(end !== undefined && { asOfEnd: end }),
  };
}
