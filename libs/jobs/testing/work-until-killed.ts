import { openPlace, type Place } from './open-place.js';
import { deliverInto } from './processors.js';

/** A process of its own that works until it is killed. Prints `ready`, then what its processors say. */
async function main(place: Place, directory: string): Promise<void> {
  const jobs = await openPlace(place);
  const say = (line: string): boolean => process.stdout.write(`${line}\n`);
  const deliver = deliverInto(directory, say);
  jobs.work({ processors: { deliver, extract: deliver }, concurrency: 4, onError: (error) => console.error(error) });
  say('ready');
}

const [place, directory] = process.argv.slice(2);
if (!place || !directory) throw new Error('usage: work-until-killed PLACE DIRECTORY');
main(JSON.parse(place) as Place, directory).catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
