import { CommanderError } from 'commander';
import type { Context } from './context.js';
import { explainError } from './explain-error.js';
import { exitCode } from './exit-codes.js';
import { programOf } from './program.js';

/** Runs one command and answers its exit code. */
export async function runCli(argv: readonly string[], edge: Omit<Context, 'end'>): Promise<number> {
  let code: number = exitCode.done;
  const context: Context = { ...edge, end: (given) => void (code = given) };
  try {
    await programOf(context).parseAsync(argv as string[], { from: 'user' });
    return code;
  } catch (error) {
    edge.terminal.settle();
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCode.done : exitCode.usage;
    if (edge.signal.aborted) return exitCode.stopped;
    const { code: named } = error as { code?: unknown };
    edge.terminal.note(explainError(error));
    return named === 'cli.usage' ? exitCode.usage : exitCode.failed;
  }
}
