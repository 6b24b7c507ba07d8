import type { Command } from 'commander';
import { type DeliveryResult, type House } from '#apps/house';
import { copenhagenDate } from '#libs/reference';
import { demoOptions } from '#libs/synthesis';
import { configOf, type Context, type Places } from '../context.js';
import { compareFindings } from '../demo/compare-findings.js';
import { demoToken } from '../demo/demo-credential.js';
import { demoDay } from '../demo/demo-day.js';
import { deliverDemo, demoOrders } from '../demo/deliver-demo.js';
import { publishDemo } from '../demo/publish-demo.js';
import { openToWrite } from '../server/with-house.js';
import { count } from '../terminal.js';
import { resultText } from './deliver.js';
import { loggerOf, openingOf, serve } from './serve.js';

interface DemoOptions extends Places {
  readonly serve: boolean;
}

export function demoCommand(program: Command, context: Context): void {
  program
    .command('demo')
    .description(
      'The main job on made-up data: publish a municipality-year, project it, deliver it, serve it. What npm start runs.',
    )
    .option('--data <directory>', 'data directory of the demo', './demo-data')
    .option('--out <directory>', 'where the files go', './out')
    .option('--port <port>', 'port to listen on')
    .option('--no-serve', 'end when the files are written')
    .action((options: DemoOptions) => demo(options, context));
}

async function demo(options: DemoOptions, context: Context): Promise<void> {
  const { terminal, signal } = context;
  const config = configOf(context, options);
  const logger = loggerOf(config);
  const house = await openToWrite(config, { kind: 'demo', ...openingOf(context, logger) });
  let token: string;
  let day: string;
  try {
    day = demoDay(config.data, copenhagenDate(new Date().toISOString()));
    token = await demoToken(house);
    await run(house, day, token, context);
  } catch (error) {
    await house.close();
    throw error;
  }
  if (!options.serve || signal.aborted) return house.close();
  await serve(house, logger, context, (url) => terminal.out(whatNext(url, token, config.data, day)));
}

/** Publishes, projects and delivers, saying what it does. */
async function run(house: House, day: string, token: string, context: Context): Promise<void> {
  const { terminal, signal } = context;
  const options = demoOptions(day);
  const reporter = String((options.municipalities as readonly string[])[0]);
  terminal.out(
    `Sagsspor demo: municipality ${reporter}, made up to ${day}. Data in ${house.config.data}, files in ${house.config.out}.`,
  );
  const started = performance.now();
  const { outcome, expected } = await publishDemo(house, options, house.credentials.authenticate(token)!, context);
  if (signal.aborted) return;
  const seconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(1)} s`;
  const { lines, accepted, duplicate, refused } = outcome;
  terminal.out(
    `published  ${count(lines)} events in ${seconds(started)}: ${count(accepted)} accepted, ${count(duplicate)} there already, ${count(refused)} refused`,
  );
  await project(house, context);
  const { found, missing, unexpected } = await compareFindings(house, expected, day);
  terminal.out(
    `findings   ${count(found)} hold on ${day}; ${count(expected.length)} faults were planted: ${missing.length} not found, ${unexpected.length} unexpected`,
  );
  const results = await deliverDemo(house, demoOrders(reporter, day), signal);
  terminal.out(`delivered  ${results.length} deliveries, each with its manifest:`);
  for (const result of results) terminal.out(indented(result));
  terminal.out(`The main job took ${seconds(started)}. Run it again: nothing is added twice.`);
}

async function project(house: House, { terminal }: Context): Promise<void> {
  const { head } = house.status();
  const started = performance.now();
  const watch = setInterval(
    () => terminal.progress(`projected ${count(house.status().projected)} of ${count(head)} …`),
    100,
  );
  try {
    await house.projectedTo(head);
  } finally {
    clearInterval(watch);
    terminal.settle();
  }
  terminal.out(
    `projected  ${count(head)} events into every view, ${((performance.now() - started) / 1000).toFixed(1)} s after the last receipt`,
  );
}

const indented = (result: DeliveryResult): string => resultText(result).replaceAll(/^/gm, '  ');

const whatNext = (url: string, token: string, data: string, day: string): string => `
Serving on ${url} (Ctrl-C stops). Open ${url}/ for the documentation, ${url}/catalogue for the events. Try:
  export TOKEN=${token}
  curl -H "Authorization: Bearer $TOKEN" "${url}/v1/views/findings?limit=5"
  curl -H "Authorization: Bearer $TOKEN" -H "Accept: text/csv" "${url}/v1/views/schema-1"
  curl -H "Authorization: Bearer $TOKEN" "${url}/v1/deliveries"
Or on the command line, beside the server:
  npx sagsspor view placements --data ${data} --on ${day}`;
