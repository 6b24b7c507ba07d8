import 'reflect-metadata';
import { fork } from 'node:child_process';
import { join } from 'node:path';

/** What work in a process of its own gave, the most memory that the process held, and the CPU that all its threads took. */
export interface Worked<T> {
  readonly value: T;
  readonly peakMB: number;
  readonly cpuSeconds: number;
}

type Answer = { readonly done: Worked<unknown> } | { readonly failed: string };

/**
 * Calls an exported function of a file of this folder in a process of its own, so that its memory is its own and nothing before
 * it has warmed or worn the heap. The argument and the answer go as JSON.
 * @param module such as `benches/verify`.
 */
export function inProcess<T>(module: string, name: string, argument: unknown): Promise<Worked<T>> {
  return new Promise((resolve, reject) => {
    const child = fork(__filename, [module, name, JSON.stringify(argument)], { stdio: 'inherit' });
    let answer: Answer | undefined;
    child.on('message', (message: Answer) => (answer = message));
    child.on('error', reject);
    child.on('close', (code) => {
      if (answer && 'done' in answer) resolve(answer.done as Worked<T>);
      else reject(new Error(answer?.failed ?? `${module} ended with code ${code} and no answer`));
    });
  });
}

async function work([module, name, argument]: string[]): Promise<unknown> {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- named at run time, and the build is CommonJS
  const exported = require(join(__dirname, '..', module!)) as Record<string, (argument: unknown) => unknown>;
  return exported[name!]!(JSON.parse(argument!));
}

function used(): Omit<Worked<unknown>, 'value'> {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  // The kernel tells kilobytes and microseconds.
  return { peakMB: Math.round(maxRSS / 1024), cpuSeconds: (userCPUTime + systemCPUTime) / 1e6 };
}

if (require.main === module) {
  work(process.argv.slice(2))
    .then(
      (value): Answer => ({ done: { value, ...used() } }),
      (error: Error): Answer => ({ failed: error.stack ?? error.message }),
    )
    .then((answer) => process.send!(answer, undefined, undefined, () => process.exit('failed' in answer ? 1 : 0)));
}
